export interface TextPiece {
  readonly text: string;
  /** Absent for plain text. */
  readonly href?: string;
}

const WEB_ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;

/** Cuts a message into plain text and web addresses. Only http and https become links; closing punctuation stays outside. */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const shown = trimmed(match[0]);
    const url = URL.parse?.(shown) ?? tryParse(shown);
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: shown, href: url.href });
    done = match.index + shown.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

function trimmed(address: string): string {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const unbalanced = last === ')' && !address.slice(0, end).includes('(');
    if (end === 0 || !('.,;:!?]}*_~'.includes(last) || unbalanced)) return address.slice(0, end);
    end--;
  }
}

function tryParse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
