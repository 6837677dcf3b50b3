/** What the chat shows, one entry per line. */

export interface SaidLine {
  readonly kind: 'said';
  readonly nick: string;
  readonly body: string;
  /** `/me waves`: the nickname is part of the sentence. */
  readonly action: boolean;
  readonly at: Date;
  readonly own: boolean;
  readonly mentionsMe: boolean;
  readonly history: boolean;
}

export interface NoticeLine {
  readonly kind: 'notice';
  readonly text: string;
}

export type Line = SaidLine | NoticeLine;

/** XEP-0245 1.0 §3: four characters, then the sentence. */
export function splitAction(body: string): { action: boolean; text: string } {
  return body.startsWith('/me ') ? { action: true, text: body.slice(4) } : { action: false, text: body };
}

/** Whether the nickname stands in the text as a word of its own. */
export function mentions(text: string, nick: string): boolean {
  if (nick === '') return false;
  const haystack = text.toLowerCase();
  const needle = nick.toLowerCase();
  const word = /[\p{L}\p{N}_-]/u;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const before = haystack[at - 1] ?? ' ';
    const after = haystack[at + needle.length] ?? ' ';
    if (!word.test(before) && !word.test(after)) return true;
  }
  return false;
}
