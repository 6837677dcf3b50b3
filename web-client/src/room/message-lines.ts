import type { RoomMessage } from '../xmpp/link';
import { mentions, splitAction, type Line } from './line';
import { SeenMessages } from './seen';

const REMEMBERED = 1_200;

/** Makes lines of messages and drops what history repeats after a rejoin. */
export class MessageLines {
  private readonly seen = new SeenMessages(REMEMBERED);

  /**
   * @param nick our nickname, empty while it is a made-up one that nobody would mention
   * @param own whether we said it
   * @returns null if it was shown before
   */
  line(message: RoomMessage, nick: string, own: boolean): Line | null {
    if (message.nick === '') return message.said === null ? { kind: 'notice', text: message.body } : null;
    const keys = keysOf(message);
    const repeated = keys.some((key) => this.seen.has(key));
    for (const key of keys) this.seen.add(key);
    // Only history repeats itself: two live messages with one id are two messages.
    if (repeated && message.said !== null) return null;
    const { action, text } = splitAction(message.body);
    return {
      kind: 'said',
      nick: message.nick,
      body: text,
      action,
      at: message.said ?? new Date(),
      own,
      mentionsMe: !own && mentions(text, nick),
      history: message.said !== null,
    };
  }
}

/** A room may keep the sender's id, its own, both or none in the history. */
function keysOf({ stanzaId, id, nick, body }: RoomMessage): string[] {
  const keys = [stanzaId === '' ? '' : `s ${stanzaId}`, id === '' ? '' : `i ${nick} ${id}`].filter((key) => key !== '');
  return keys.length > 0 ? keys : [`b ${nick} ${body}`];
}
