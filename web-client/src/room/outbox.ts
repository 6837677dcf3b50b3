import { SeenMessages } from './seen';

const OWN_KEPT = 200;

/** What was said and has not come back from the room yet (XEP-0045 1.35 §7.4: the room sends one's own messages too). */
export class Outbox {
  private readonly waiting = new Map<string, { body: string; timer: ReturnType<typeof setTimeout> }>();
  private readonly own = new SeenMessages(OWN_KEPT);

  /**
   * @param within milliseconds until a message counts as lost
   * @param lost called with the text of a message that did not come back in time
   */
  constructor(
    private readonly within: number,
    private readonly lost: (body: string) => void,
  ) {}

  add(id: string, body: string): void {
    this.own.add(id);
    const timer = setTimeout(() => {
      this.waiting.delete(id);
      this.lost(body);
    }, this.within);
    this.waiting.set(id, { body, timer });
  }

  /** Came back or was refused: its text, or null if it is not waited for. */
  take(id: string): string | null {
    const found = this.waiting.get(id);
    if (!found) return null;
    clearTimeout(found.timer);
    this.waiting.delete(id);
    return found.body;
  }

  /** Whether this page said it, lately. */
  said(id: string): boolean {
    return this.own.has(id);
  }

  /** Waits for nothing any more; returns what did not come back. */
  empty(): string[] {
    const bodies = [...this.waiting.values()].map(({ body, timer }) => {
      clearTimeout(timer);
      return body;
    });
    this.waiting.clear();
    return bodies;
  }
}
