import type { Player } from '../player/player';
import type { ChatPanel } from './chat-panel';
import { element } from './dom';
import { focusedKind, shortcutOf, type Shortcut } from './keyboard';
import type { PlayerControls } from './player-controls';
import type { Preferences } from './preferences';

const SKIP = 10;

/** Keyboard shortcuts and the dialog that explains them and switches them off (WCAG 2.2, 2.1.4). */
export function setUpHelp(player: Player, controls: PlayerControls, panel: ChatPanel, preferences: Preferences): void {
  const dialog = element('help', HTMLDialogElement);
  const switchedOn = element('keys-on', HTMLInputElement);
  switchedOn.checked = preferences.read('shortcuts') !== 'off';
  switchedOn.addEventListener('change', () => preferences.write('shortcuts', switchedOn.checked ? 'on' : 'off'));
  element('help-button', HTMLButtonElement).addEventListener('click', () => dialog.showModal());

  const actions: Record<Shortcut, () => void> = {
    toggle: () => player.toggle(),
    mute: () => controls.toggleMute(),
    fullscreen: () => controls.toggleFullscreen(),
    chat: () => panel.focusInput(),
    back: () => player.skip(-SKIP),
    forward: () => player.skip(SKIP),
    help: () => dialog.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (!switchedOn.checked || dialog.open || event.defaultPrevented) return;
    const shortcut = shortcutOf(event, focusedKind(document.activeElement));
    if (shortcut === null) return;
    event.preventDefault();
    actions[shortcut]();
  });
}
