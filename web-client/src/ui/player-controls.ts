import type { Player, PlayerView } from '../player/player';
import { element, setIcon, setLabel, setText } from './dom';
import type { Preferences } from './preferences';

const HIDE_AFTER = 3_000;

/** Buttons over the picture. They hide while nobody uses them, never while one has the focus. */
export class PlayerControls {
  private readonly stage = element('player', HTMLElement);
  private readonly video = element('video', HTMLVideoElement);
  private readonly bar = element('controls', HTMLElement);
  private readonly playButton = element('play-button', HTMLButtonElement);
  private readonly muteButton = element('mute-button', HTMLButtonElement);
  private readonly volume = element('volume', HTMLInputElement);
  private readonly liveButton = element('live-button', HTMLButtonElement);
  private readonly liveText = element('live-text', HTMLElement);
  private readonly quality = element('quality', HTMLSelectElement);
  private readonly fullButton = element('fullscreen-button', HTMLButtonElement);
  private readonly tapPlay = element('tap-play', HTMLButtonElement);
  private readonly tapSound = element('tap-sound', HTMLButtonElement);
  private hideTimer: ReturnType<typeof setTimeout> | undefined;
  private levels: readonly string[] = [];

  constructor(
    private readonly player: Player,
    private readonly preferences: Preferences,
  ) {
    const { video } = this;
    this.restoreSound();
    this.playButton.addEventListener('click', () => player.toggle());
    this.tapPlay.addEventListener('click', () => player.toggle());
    this.tapSound.addEventListener('click', () => {
      player.unsilence();
      this.playButton.focus();
    });
    this.muteButton.addEventListener('click', () => this.toggleMute());
    this.volume.addEventListener('input', () => {
      video.volume = Number(this.volume.value) / 100;
      player.unsilence();
      video.muted = video.volume === 0;
      this.keepSound();
    });
    this.liveButton.addEventListener('click', () => player.goLive());
    this.quality.addEventListener('change', () => player.choose(Number(this.quality.value)));
    this.fullButton.addEventListener('click', () => this.toggleFullscreen());
    video.addEventListener('volumechange', () => this.showSound());
    video.addEventListener('dblclick', () => this.toggleFullscreen());
    document.addEventListener('fullscreenchange', () => this.showFullscreen());
    for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const) {
      this.stage.addEventListener(event, () => this.reveal());
    }
    this.stage.addEventListener('pointerleave', () => this.stage.classList.add('quiet'));
    this.showSound();
  }

  update(view: PlayerView): void {
    const paused = view.phase === 'paused' || view.phase === 'blocked';
    this.bar.hidden = view.phase === 'idle' || view.phase === 'blocked';
    this.tapPlay.hidden = view.phase !== 'blocked';
    this.tapSound.hidden = !view.silenced || view.phase === 'idle';
    this.stage.classList.toggle('at-rest', paused);
    setIcon(this.playButton, paused ? 'i-play' : 'i-pause');
    setLabel(this.playButton, paused ? 'Play' : 'Pause');
    const live = view.behind === 0 && !paused;
    this.liveButton.classList.toggle('behind', !live);
    setText(this.liveText, live ? 'Live' : 'Go live');
    setLabel(this.liveButton, live ? 'Live' : view.behind > 0 ? `Go live, ${view.behind} seconds behind` : 'Go live');
    if (view.levels !== this.levels) this.showLevels(view.levels);
    if (this.quality.value !== String(view.level)) this.quality.value = String(view.level);
  }

  toggleMute(): void {
    const { video } = this;
    if (video.muted && this.player.view.silenced) this.player.unsilence();
    else video.muted = !video.muted;
    if (!video.muted && video.volume === 0) video.volume = 0.5;
    this.keepSound();
  }

  toggleFullscreen(): void {
    const video = this.video as HTMLVideoElement & { webkitEnterFullscreen?: () => void };
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (this.stage.requestFullscreen) void this.stage.requestFullscreen().catch(() => {});
    else video.webkitEnterFullscreen?.();
  }

  private showLevels(levels: readonly string[]): void {
    this.levels = levels;
    this.quality.hidden = levels.length < 2;
    this.quality.replaceChildren(new Option('Auto', '-1'), ...levels.map((name, i) => new Option(name, String(i))));
  }

  private restoreSound(): void {
    const volume = Number(this.preferences.read('volume') ?? '1');
    this.video.volume = volume >= 0 && volume <= 1 ? volume : 1;
    this.video.muted = this.preferences.read('muted') === 'yes';
  }

  private keepSound(): void {
    this.preferences.write('volume', String(this.video.volume));
    this.preferences.write('muted', this.video.muted ? 'yes' : 'no');
  }

  private showSound(): void {
    const silent = this.video.muted || this.video.volume === 0;
    setIcon(this.muteButton, silent ? 'i-muted' : 'i-sound');
    setLabel(this.muteButton, silent ? 'Sound on' : 'Mute');
    this.volume.value = String(silent ? 0 : Math.round(this.video.volume * 100));
  }

  private showFullscreen(): void {
    const full = document.fullscreenElement !== null;
    setIcon(this.fullButton, full ? 'i-unfull' : 'i-full');
    setLabel(this.fullButton, full ? 'Leave full screen' : 'Full screen');
  }

  private reveal(): void {
    this.stage.classList.remove('quiet');
    clearTimeout(this.hideTimer);
    this.hideTimer = setTimeout(() => this.stage.classList.add('quiet'), HIDE_AFTER);
  }
}
