import type { Incoming, Link, LinkEvents, LinkOpener, OccupantPresence, Outgoing } from '../../src/xmpp/link';

export const ROOM = 'demo@rooms.localhost';

/** A connection whose other end is the test. */
export class FakeLink implements Link {
  readonly sent: Outgoing[] = [];
  closed = false;

  constructor(readonly events: LinkEvents) {}

  send(stanza: Outgoing): void {
    this.sent.push(stanza);
  }

  close(): void {
    this.closed = true;
  }

  get last(): Outgoing {
    const last = this.sent.at(-1);
    if (!last) throw new Error('nothing was sent');
    return last;
  }

  receive(stanza: Incoming): void {
    this.events.stanza(stanza);
  }

  presence(nick: string, more: Partial<OccupantPresence> = {}): void {
    this.receive({ kind: 'presence', room: ROOM, nick, available: true, codes: [], role: 'visitor', affiliation: 'none', newNick: '', reason: '', destroyed: false, focus: null, ...more });
  }

  /** The server logs us in and lets us into the room under the nickname that we asked for. */
  admit(): void {
    this.events.up('x@guest.localhost/y', 'websocket');
    const join = this.last;
    if (join.kind !== 'join') throw new Error(`sent: ${join.kind} (expected: join)`);
    this.presence(join.nick, { codes: [110] });
  }

  rename(from: string, to: string): void {
    this.presence(from, { available: false, codes: [303, 110], newNick: to });
    this.presence(to, { codes: [110] });
  }

  refuse(condition: string, stanza: 'presence' | 'message' | 'iq' = 'presence', text = ''): void {
    this.receive({ kind: 'failure', stanza, from: ROOM, id: this.last.id, condition, text });
  }

  say(nick: string, body: string, more: { id?: string; stanzaId?: string; said?: Date } = {}): void {
    this.receive({ kind: 'message', room: ROOM, nick, id: '', stanzaId: '', body, said: null, ...more });
  }
}

export function fakeOpener(): { links: FakeLink[]; open: LinkOpener } {
  const links: FakeLink[] = [];
  return {
    links,
    open: (events) => {
      const link = new FakeLink(events);
      links.push(link);
      return link;
    },
  };
}
