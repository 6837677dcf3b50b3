/** Small choices kept on this device. Storage may be forbidden or full: then a choice lasts as long as the page. */
export class Preferences {
  private readonly memory = new Map<string, string>();

  constructor(private readonly storage: () => Storage) {}

  read(key: string): string | null {
    try {
      return this.storage().getItem(`stanzacast.${key}`) ?? this.memory.get(key) ?? null;
    } catch {
      return this.memory.get(key) ?? null;
    }
  }

  write(key: string, value: string): void {
    this.memory.set(key, value);
    try {
      this.storage().setItem(`stanzacast.${key}`, value);
    } catch {
      // Kept in memory only.
    }
  }
}
