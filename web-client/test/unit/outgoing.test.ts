import { DOMImplementation, XMLSerializer } from '@xmldom/xmldom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Outgoing } from '../../src/xmpp/link';

let encodeStanza: typeof import('../../src/xmpp/outgoing').encodeStanza;

beforeAll(async () => {
  vi.stubGlobal('document', { implementation: new DOMImplementation() });
  ({ encodeStanza } = await import('../../src/xmpp/outgoing'));
});

const ROOM = 'demo@rooms.localhost';

describe('encodeStanza', () => {
  it.each<[string, Outgoing, string[]]>([
    [
      'a join that bounds the history',
      { kind: 'join', id: 'w1', room: ROOM, nick: 'guest-1', history: 50 },
      ['<presence', `to="${ROOM}/guest-1"`, 'id="w1"', '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="50"/></x></presence>'],
    ],
    ['a change of nickname, which is no join', { kind: 'change-nick', id: 'w2', room: ROOM, nick: 'a "b"' }, ['<presence', 'id="w2"', 'a &quot;b&quot;']],
    ['markup as text', { kind: 'say', id: 'w3', room: ROOM, body: '<b>&' }, ['type="groupchat"', `to="${ROOM}"`, '<body>&lt;b&gt;&amp;</body>']],
    ['a ping', { kind: 'ping', id: 'w4', to: `${ROOM}/a` }, ['<iq', 'type="get"', '<ping xmlns="urn:xmpp:ping"/>']],
  ])('writes %s', (_name, stanza, parts) => {
    const xml = new XMLSerializer().serializeToString(encodeStanza(stanza).tree() as never);
    for (const part of parts) expect(xml).toContain(part);
  });
});
