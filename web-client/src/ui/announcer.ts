export type AnnounceMode = 'all' | 'mentions' | 'off';

export interface Announced {
  readonly nick: string;
  readonly body: string;
  readonly mentionsMe: boolean;
}

const EVERY = 2_000;
const AT_MOST = 3;

/** Speaks new messages to screen readers: at most once in two seconds, and a number instead of a flood. */
export class Announcer {
  mode: AnnounceMode = 'all';
  private waiting: Announced[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = -EVERY;

  constructor(
    private readonly speak: (text: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  add(message: Announced): void {
    if (this.mode === 'off' || (this.mode === 'mentions' && !message.mentionsMe)) return;
    this.waiting.push(message);
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => this.flush(), Math.max(0, this.last + EVERY - this.now()));
  }

  private flush(): void {
    this.timer = undefined;
    this.last = this.now();
    const spoken = this.waiting.slice(-AT_MOST).map((m) => `${m.nick}: ${m.body}`);
    const more = this.waiting.length - spoken.length;
    this.waiting = [];
    this.speak((more > 0 ? [`${more} more messages.`, ...spoken] : spoken).join(' '));
  }
}
