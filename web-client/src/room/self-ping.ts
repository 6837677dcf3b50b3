/** XEP-0410 1.1: a ping of ourselves shows that the room lost us, or that the connection died quietly. */
export class SelfPing {
  private id = '';
  private next: ReturnType<typeof setTimeout> | undefined;
  private overdue: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param every milliseconds between pings, spread by a quarter either way
   * @param within milliseconds for the answer
   * @param send sends one and returns its id
   */
  constructor(
    private readonly every: number,
    private readonly within: number,
    private readonly random: () => number,
    private readonly send: () => string,
    private readonly events: { alive(): void; notInRoom(): void; noAnswer(): void },
  ) {}

  start(): void {
    clearTimeout(this.next);
    this.next = setTimeout(() => this.now(), Math.round(this.every * (0.75 + 0.5 * this.random())));
  }

  now(): void {
    clearTimeout(this.next);
    clearTimeout(this.overdue);
    this.id = this.send();
    this.overdue = setTimeout(() => this.events.noAnswer(), this.within);
  }

  stop(): void {
    clearTimeout(this.next);
    clearTimeout(this.overdue);
    this.id = '';
  }

  /** §3.1: any error but this one comes from a room that has us, or says nothing about it. */
  answered(id: string, condition: string | null): void {
    if (id === '' || id !== this.id) return;
    this.stop();
    if (condition === 'not-acceptable') {
      this.events.notInRoom();
      return;
    }
    this.start();
    this.events.alive();
  }
}
