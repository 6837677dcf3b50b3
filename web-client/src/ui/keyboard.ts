export type Shortcut = 'toggle' | 'mute' | 'fullscreen' | 'chat' | 'back' | 'forward' | 'help';

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** What has the focus: somewhere to type, something that space presses, or neither. */
export type Focused = 'typing' | 'pressable' | 'other';

const KEYS: Readonly<Record<string, Shortcut>> = {
  ' ': 'toggle',
  k: 'toggle',
  m: 'mute',
  f: 'fullscreen',
  c: 'chat',
  j: 'back',
  l: 'forward',
  '?': 'help',
};

/** The shortcut of a key; null while typing, with a modifier, or for space on a button. */
export function shortcutOf(pressed: Pressed, focused: Focused): Shortcut | null {
  if (focused === 'typing' || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (pressed.key === ' ' && focused === 'pressable') return null;
  const shortcut = KEYS[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key] ?? null;
  return pressed.repeat && shortcut !== 'back' && shortcut !== 'forward' ? null : shortcut;
}

export function focusedKind(active: Element | null): Focused {
  if (!active) return 'other';
  if (active instanceof HTMLInputElement) return ['range', 'checkbox', 'button'].includes(active.type) ? 'pressable' : 'typing';
  if (active.closest('textarea, select, [contenteditable]')) return 'typing';
  return active.closest('button, a[href], summary') ? 'pressable' : 'other';
}
