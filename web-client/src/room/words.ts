/** What happened, for people: no condition names, no status codes. */

import type { OccupantPresence, StanzaFailure } from '../xmpp/link';

export interface Farewell {
  readonly words: string;
  /** Whether the page comes back by itself, the person may choose to, or it is over. */
  readonly next: 'rejoin' | 'ask' | 'never';
}

/** XEP-0045 1.35 §15.6.2: the codes of one's own unavailable presence. */
export function farewell(presence: OccupantPresence): Farewell {
  const because = presence.reason ? `: ${presence.reason}` : '.';
  const codes = new Set(presence.codes);
  if (presence.destroyed) return { words: `This chat room was closed${because}`, next: 'ask' };
  if (codes.has(301)) return { words: `You were banned from this chat${because}`, next: 'never' };
  if (codes.has(307) && !codes.has(333)) return { words: `You were removed from this chat${because}`, next: 'ask' };
  if (codes.has(321)) return { words: 'You were removed from this chat because your membership changed.', next: 'ask' };
  if (codes.has(322)) return { words: 'This chat is now for members only.', next: 'ask' };
  return { words: 'The chat went away. Coming back…', next: 'rejoin' };
}

export function joinRefusal(failure: StanzaFailure): Farewell {
  switch (failure.condition) {
    case 'forbidden':
      return { words: 'You are banned from this chat.', next: 'never' };
    case 'registration-required':
      return { words: 'This chat is for members only.', next: 'ask' };
    case 'not-authorized':
      return { words: 'This chat needs a password.', next: 'ask' };
    case 'service-unavailable':
      return { words: 'The chat is full. Trying again…', next: 'rejoin' };
    case 'resource-constraint':
    case 'policy-violation':
      return { words: 'The chat is very busy. Trying again…', next: 'rejoin' };
    default:
      return { words: 'The chat cannot be joined now. Trying again…', next: 'rejoin' };
  }
}

export function sendRefusal(failure: StanzaFailure): string {
  switch (failure.condition) {
    case 'forbidden':
      return 'You may not speak here at the moment, so the message was not sent.';
    case 'policy-violation':
    case 'resource-constraint':
    case 'not-allowed':
      return failure.text || 'That was too fast: the message was not sent. Wait a moment.';
    case 'not-acceptable':
      return failure.text || 'The message was not accepted.';
    default:
      return failure.text || 'The message could not be delivered.';
  }
}

export function nicknameRefusal(failure: StanzaFailure): string {
  switch (failure.condition) {
    case 'conflict':
      return 'Somebody else has this nickname.';
    case 'not-acceptable':
    case 'forbidden':
    case 'not-allowed':
      return failure.text || 'This nickname may not be used here.';
    case 'jid-malformed':
    case 'bad-request':
      return 'This nickname has characters that are not allowed.';
    default:
      return failure.text || 'The nickname could not be changed now.';
  }
}
