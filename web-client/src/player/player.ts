import type { Playback, PlaybackFactory } from './playback';
import { retryDelay } from './retry';

export interface PlayerView {
  /**
   * `idle` nothing to play · `loading` until the first frame · `playing` · `waiting` for data · `paused` by the person ·
   * `blocked` until the person taps · `retrying` after a failure.
   */
  readonly phase: 'idle' | 'loading' | 'playing' | 'waiting' | 'paused' | 'blocked' | 'retrying';
  /** Muted only because the browser forbids sound without a tap. */
  readonly silenced: boolean;
  readonly levels: readonly string[];
  /** -1 is automatic. */
  readonly level: number;
  /** Whole seconds behind live; 0 at the edge. */
  readonly behind: number;
}

export interface PlayerEvents {
  changed(view: PlayerView): void;
  /** The source ended or failed: a good moment to ask whether the channel is still on air. */
  interrupted(): void;
}

const TICK = 1_000;
/** Without progress for so long the source is loaded again. Milliseconds. */
const STALL = 10_000;
/** Progress for so long makes earlier failures forgotten. Milliseconds. */
const HEALTHY = 10_000;
/** What is still buffered when a broadcast ends is shown, but no longer than this. Milliseconds. */
const DRAIN = 8_000;
/** A viewer who follows live and is further behind than this is moved there. hls.js closes smaller gaps itself. Seconds. */
const FAR_BEHIND = 5;
/** Closer than this counts as live. Seconds. */
const NEAR = 1.5;

/** Keeps one live source playing on one video element through failures, ends and restarts. */
export class Player {
  private url = '';
  private playback: Playback | null = null;
  private draining = false;
  private phase: PlayerView['phase'] = 'idle';
  private silenced = false;
  private pausedByPerson = false;
  private following = true;
  private levels: readonly string[] = [];
  private level = -1;
  private behind = 0;

  private failures = 0;
  private lastTime = 0;
  private stalledFor = 0;
  private healthyFor = 0;
  private ticksFarBehind = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private drainTimer: ReturnType<typeof setTimeout> | undefined;
  private ticker: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly open: PlaybackFactory,
    private readonly events: PlayerEvents,
    private readonly random: () => number = Math.random,
  ) {
    video.addEventListener('loadedmetadata', () => this.begin());
    video.addEventListener('playing', () => this.enter('playing'));
    video.addEventListener('waiting', () => {
      if (this.phase === 'playing') this.enter('waiting');
    });
    video.addEventListener('pause', () => {
      if (this.playback && !video.ended) {
        this.pausedByPerson = true;
        this.following = false;
        this.enter('paused');
      }
    });
    video.addEventListener('ended', () => {
      if (this.draining) this.stop();
      else this.failed();
    });
  }

  get view(): PlayerView {
    return { phase: this.phase, silenced: this.silenced, levels: this.levels, level: this.level, behind: this.behind };
  }

  get active(): boolean {
    return this.url !== '' && !this.draining;
  }

  /** Plays this source from now on. Asking for what plays already changes nothing. */
  play(url: string): void {
    if (this.active && this.url === url) return;
    this.teardown();
    this.url = url;
    this.failures = 0;
    this.following = true;
    this.pausedByPerson = false;
    this.load();
  }

  /** The broadcast is over: shows what is buffered, then stops. */
  drain(): void {
    if (!this.active) return;
    if (this.phase !== 'playing') {
      this.stop();
      return;
    }
    this.draining = true;
    clearTimeout(this.drainTimer);
    this.drainTimer = setTimeout(() => this.stop(), DRAIN);
  }

  stop(): void {
    this.teardown();
    this.url = '';
    this.enter('idle');
  }

  /** Play or pause, as a button does. */
  toggle(): void {
    if (!this.playback) return;
    if (this.video.paused) {
      this.pausedByPerson = false;
      this.start();
    } else {
      this.video.pause();
    }
  }

  goLive(): void {
    this.following = true;
    this.ticksFarBehind = 0;
    this.pausedByPerson = false;
    const edge = this.playback?.liveEdge() ?? null;
    if (edge !== null && edge - this.video.currentTime > 0.1) this.video.currentTime = edge;
    if (this.playback && this.video.paused) this.start();
    this.measure();
    this.publish();
  }

  /** Moves by seconds within what may be sought. */
  skip(seconds: number): void {
    const { seekable, currentTime } = this.video;
    if (!this.playback || seekable.length === 0) return;
    const edge = this.playback.liveEdge() ?? seekable.end(seekable.length - 1);
    const target = currentTime + seconds;
    if (target >= edge - NEAR) {
      this.goLive();
      return;
    }
    this.following = false;
    this.video.currentTime = Math.max(seekable.start(0), target);
    this.measure();
    this.publish();
  }

  choose(level: number): void {
    this.level = level;
    this.playback?.choose(level);
    this.publish();
  }

  /** The person touched the sound: from here on it is their choice. */
  unsilence(): void {
    if (!this.silenced) return;
    this.silenced = false;
    this.video.muted = false;
    this.publish();
  }

  private load(): void {
    clearTimeout(this.retryTimer);
    this.playback?.destroy();
    this.playback = null;
    this.stalledFor = 0;
    this.healthyFor = 0;
    this.lastTime = this.video.currentTime;
    this.enter('loading');
    let current: Playback | null = null;
    current = this.open(this.video, this.url, {
      fatal: () => {
        if (current === this.playback) this.failed();
      },
      levels: (names) => {
        this.levels = names;
        this.level = -1;
        this.publish();
      },
    });
    this.playback = current;
    clearInterval(this.ticker);
    this.ticker = setInterval(() => this.tick(), TICK);
  }

  private begin(): void {
    if (this.playback && !this.pausedByPerson) this.start();
  }

  /** Plays with sound if the browser lets us, else without, else asks for a tap. */
  private start(): void {
    const { playback, video } = this;
    void video.play().catch(async (problem: unknown) => {
      if (!refused(problem) || playback !== this.playback) return;
      if (!video.muted) {
        video.muted = true;
        this.silenced = true;
        this.publish();
        try {
          await video.play();
          return;
        } catch (again) {
          if (!refused(again) || playback !== this.playback) return;
          video.muted = false;
          this.silenced = false;
        }
      }
      this.enter('blocked');
    });
  }

  private failed(): void {
    if (this.draining) {
      this.stop();
      return;
    }
    if (!this.active || this.phase === 'retrying') return;
    this.playback?.destroy();
    this.playback = null;
    clearInterval(this.ticker);
    this.failures++;
    this.following = true;
    this.enter('retrying');
    this.retryTimer = setTimeout(() => this.load(), retryDelay(this.failures, this.random));
    this.events.interrupted();
  }

  private tick(): void {
    const now = this.video.currentTime;
    // hls.js nudges a stalled video a little: that is no progress.
    const moved = Math.abs(now - this.lastTime) > 0.05 && this.video.readyState > 2;
    this.lastTime = now;
    if (this.video.paused && (this.pausedByPerson || this.phase === 'blocked')) {
      this.stalledFor = 0;
    } else if (moved) {
      this.stalledFor = 0;
      this.healthyFor += TICK;
      if (this.healthyFor >= HEALTHY) this.failures = 0;
      if (this.phase === 'waiting' || this.phase === 'loading') this.enter('playing');
    } else {
      this.healthyFor = 0;
      this.stalledFor += TICK;
      if (this.stalledFor >= STALL) {
        this.failed();
        return;
      }
    }
    this.measure();
    this.catchUp();
    this.publish();
  }

  private measure(): void {
    const edge = this.playback?.liveEdge() ?? null;
    const gap = edge === null ? 0 : edge - this.video.currentTime;
    this.behind = gap > NEAR ? Math.round(gap) : 0;
  }

  private catchUp(): void {
    this.ticksFarBehind = this.following && !this.draining && this.behind > FAR_BEHIND ? this.ticksFarBehind + 1 : 0;
    if (this.ticksFarBehind >= 2) this.goLive();
  }

  private teardown(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.drainTimer);
    clearInterval(this.ticker);
    const { playback } = this;
    this.playback = null;
    this.draining = false;
    this.behind = 0;
    this.levels = [];
    this.level = -1;
    playback?.destroy();
  }

  private enter(phase: PlayerView['phase']): void {
    if (this.phase === phase) return;
    this.phase = phase;
    this.publish();
  }

  private publish(): void {
    this.events.changed(this.view);
  }
}

function refused(problem: unknown): boolean {
  return problem instanceof Error && problem.name === 'NotAllowedError';
}
