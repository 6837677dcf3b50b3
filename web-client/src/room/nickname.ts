export const MAX_NICKNAME = 32;

/** A reader's name until the person chooses one. */
export function guestNickname(random: () => number): string {
  const digits = Math.floor(random() * 36 ** 4).toString(36).padStart(4, '0');
  return `guest-${digits}`;
}

/** Spaces at the ends go and runs of them become one: what the eye cannot tell apart shall not differ. */
export function tidyNickname(typed: string): string {
  return typed.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/gu, ' ').trim();
}

/** Why this cannot be a nickname, in words for the person; null if it can. */
export function nicknameProblem(nick: string): string | null {
  if (nick === '') return 'Choose a nickname first.';
  if ([...nick].length > MAX_NICKNAME) return `A nickname has at most ${MAX_NICKNAME} characters.`;
  return null;
}

/** Another name for somebody whose choice is taken: a number at the end, or a higher one. */
export function suggestNickname(taken: string, random: () => number): string {
  const stem = [...taken.replace(/\d{1,4}$/u, '')].slice(0, MAX_NICKNAME - 3).join('').trimEnd() || 'guest';
  return `${stem}${10 + Math.floor(random() * 90)}`;
}
