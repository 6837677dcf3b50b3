import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { parseStanza } from '../../src/xmpp/incoming';

function parse(xml: string): ReturnType<typeof parseStanza> {
  return parseStanza(new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Element);
}

const ROOM = 'demo@rooms.localhost';
const USER = "xmlns='http://jabber.org/protocol/muc#user'";
const JIBRI = "xmlns='http://jitsi.org/protocol/jibri'";
const PRESENCE = { kind: 'presence', room: ROOM, available: true, codes: [], role: '', affiliation: '', newNick: '', reason: '', destroyed: false, focus: null };

describe('parseStanza', () => {
  it.each([
    [
      'own presence',
      `<presence xmlns='jabber:client' from='${ROOM}/Juliet'><x ${USER}><item affiliation='none' role='participant'/><status code='110'/><status code='210'/></x></presence>`,
      { ...PRESENCE, nick: 'Juliet', codes: [110, 210], role: 'participant', affiliation: 'none' },
    ],
    [
      'the start of a change of nickname',
      `<presence type='unavailable' from='${ROOM}/old'><x ${USER}><item nick='new one' role='visitor'/><status code='303'/></x></presence>`,
      { ...PRESENCE, available: false, nick: 'old', codes: [303], role: 'visitor', newNick: 'new one' },
    ],
    [
      'a kick with its reason',
      `<presence type='unavailable' from='${ROOM}/x'><x ${USER}><item role='none'><reason>no spam</reason></item><status code='307'/></x></presence>`,
      { ...PRESENCE, available: false, nick: 'x', codes: [307], role: 'none', reason: 'no spam' },
    ],
    [
      'the end of a room',
      `<presence type='unavailable' from='${ROOM}/x'><x ${USER}><item role='none'/><destroy><reason>over</reason></destroy></x></presence>`,
      { ...PRESENCE, available: false, nick: 'x', role: 'none', destroyed: true, reason: 'over' },
    ],
    [
      'the focus on air, first status only',
      `<presence from='${ROOM}/focus'><jibri-recording-status ${JIBRI} status='on' session_id='1'/><jibri-recording-status ${JIBRI} status='off'/></presence>`,
      { ...PRESENCE, nick: 'focus', focus: 'on' },
    ],
    [
      'a status of another name space',
      `<presence from='${ROOM}/focus'><jibri-recording-status xmlns='urn:other' status='on'/></presence>`,
      { ...PRESENCE, nick: 'focus' },
    ],
    [
      'a live message',
      `<message type='groupchat' id='m1' from='${ROOM}/a/b'><body>1 &lt; 2</body><stanza-id xmlns='urn:xmpp:sid:0' by='${ROOM}' id='s1'/></message>`,
      { kind: 'message', room: ROOM, nick: 'a/b', id: 'm1', stanzaId: 's1', body: '1 < 2', said: null },
    ],
    [
      'a stanza-id of somebody else',
      `<message type='groupchat' from='${ROOM}/a'><body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='other@x' id='s1'/></message>`,
      { kind: 'message', room: ROOM, nick: 'a', id: '', stanzaId: '', body: 'x', said: null },
    ],
    [
      'history',
      `<message type='groupchat' from='${ROOM}/a'><body>x</body><delay xmlns='urn:xmpp:delay' stamp='2026-11-20T10:00:00Z'/></message>`,
      { kind: 'message', room: ROOM, nick: 'a', id: '', stanzaId: '', body: 'x', said: new Date('2026-11-20T10:00:00Z') },
    ],
    ['a subject', `<message type='groupchat' from='${ROOM}/a'><subject>Hello</subject></message>`, { kind: 'subject', room: ROOM, text: 'Hello' }],
    ['an empty subject', `<message type='groupchat' from='${ROOM}'><subject/></message>`, { kind: 'subject', room: ROOM, text: '' }],
    [
      'a refusal',
      `<presence type='error' id='j1' from='${ROOM}/x'><error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>taken</text></error></presence>`,
      { kind: 'failure', stanza: 'presence', from: `${ROOM}/x`, id: 'j1', condition: 'conflict', text: 'taken' },
    ],
    ['a refusal that says nothing', `<iq type='error' id='p'/>`, { kind: 'failure', stanza: 'iq', from: '', id: 'p', condition: 'undefined-condition', text: '' }],
    ['a result', `<iq type='result' id='p1' from='${ROOM}/x'/>`, { kind: 'result', id: 'p1' }],
    ['a chat state', `<message type='groupchat' from='${ROOM}/a'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`, null],
    ['a private message', `<message type='chat' from='${ROOM}/a'><body>psst</body></message>`, null],
    ['a request', `<iq type='get' id='1'/>`, null],
    ['a subscription', `<presence type='subscribe' from='a@b'/>`, null],
    ['something else', `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`, null],
  ])('reads %s', (_name, xml, expected) => {
    expect(parse(xml)).toEqual(expected);
  });

  it('takes a stamp that is none for live', () => {
    expect(parse(`<message type='groupchat' from='${ROOM}/a'><body>x</body><delay xmlns='urn:xmpp:delay' stamp='yesterday'/></message>`)).toMatchObject({ said: null });
  });
});
