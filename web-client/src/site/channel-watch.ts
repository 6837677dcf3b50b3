import type { Answer, Channel, OnAir } from './api';

export type ChannelState = OnAir | 'unknown' | 'unreachable';

export interface ChannelWatchEvents {
  /** `channel` is the last one known, also while the server cannot be reached; null if there never was one. */
  changed(state: ChannelState, channel: Channel | null): void;
  /** The server answered after it had not. */
  reachableAgain(): void;
}

export interface Surroundings {
  readonly hidden: boolean;
  /** The chat is there and tells of changes, so asking is only a safety net. */
  readonly told: boolean;
}

/** How long a hint that the answers do not confirm keeps the page asking quickly. Milliseconds. */
const HINT_TRUSTED = 30_000;

/**
 * Milliseconds until the next question.
 *
 * @param same how many answers in a row said the same, from 1
 * @param random uniform in [0, 1)
 */
export function pollDelay(state: ChannelState, hinted: boolean, same: number, around: Surroundings, random: () => number): number {
  const spread = 0.75 + 0.5 * random();
  if (state === 'unreachable') return Math.round(Math.min(15_000, 1_000 * 2 ** Math.min(same - 1, 4)) * spread);
  if (hinted) return Math.round(1_000 * spread);
  const base = { starting: Math.min(5_000, 1_000 + 200 * same), live: around.told ? 20_000 : 8_000, offline: around.told ? 20_000 : 6_000, unknown: 30_000 }[state];
  return Math.round(base * (around.hidden ? 3 : 1) * spread);
}

/** Asks the server about one channel: gently by itself, at once when somebody says that something changed. */
export class ChannelWatch {
  private state: ChannelState = 'unreachable';
  private channel: Channel | null = null;
  private same = 0;
  private expected: 'on' | 'off' | null = null;
  private expectedUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private again = false;
  private stopped = true;

  constructor(
    private readonly ask: () => Promise<Answer<Channel>>,
    private readonly around: () => Surroundings,
    private readonly events: ChannelWatchEvents,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    this.stopped = false;
    void this.question();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Ask now; the answer to a question already under way may be too old, so then once more after it. */
  now(): void {
    if (this.stopped) return;
    if (this.asking) this.again = true;
    else void this.question();
  }

  /** The room says that the broadcast went on or off. All viewers hear it in the same moment, so they ask within a spread. */
  hint(status: 'on' | 'off' | 'pending'): void {
    if (this.stopped) return;
    this.expected = status === 'off' ? 'off' : 'on';
    this.expectedUntil = Date.now() + HINT_TRUSTED;
    if (this.confirmed()) return;
    this.schedule(Math.round(300 * this.random()));
  }

  private confirmed(): boolean {
    if (this.expected === null) return true;
    return this.expected === 'on' ? this.state === 'live' : this.state === 'offline' || this.state === 'unknown';
  }

  private async question(): Promise<void> {
    clearTimeout(this.timer);
    this.asking = true;
    const answer = await this.ask();
    this.asking = false;
    if (this.stopped) return;
    this.take(answer);
    const hinted = !this.confirmed() && Date.now() < this.expectedUntil;
    const delay = this.again ? Math.round(300 * this.random()) : pollDelay(this.state, hinted, this.same, this.around(), this.random);
    this.again = false;
    this.schedule(delay);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (this.asking) {
      this.again = true;
      return;
    }
    this.timer = setTimeout(() => void this.question(), delay);
  }

  private take(answer: Answer<Channel>): void {
    const before = this.state;
    if (answer.kind === 'found') this.state = answer.value.state;
    else this.state = answer.kind;
    if (answer.kind !== 'unreachable') this.channel = answer.kind === 'found' ? answer.value : null;
    const back = before === 'unreachable' && this.state !== 'unreachable' && this.same > 0;
    this.same = before === this.state ? this.same + 1 : 1;
    if (back) this.events.reachableAgain();
    this.events.changed(this.state, this.channel);
  }
}
