/** Remembers the latest messages, so that history sent again after a rejoin is not shown twice. Bounded. */
export class SeenMessages {
  private readonly keys = new Set<string>();

  constructor(private readonly limit: number) {}

  /** True the first time. */
  add(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    if (this.keys.size > this.limit) {
      for (const oldest of this.keys) {
        this.keys.delete(oldest);
        break;
      }
    }
    return true;
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }
}
