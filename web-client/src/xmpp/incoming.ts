/** Stanzas to values. Foreign elements are passed over; anything that is not for a room's page yields null. */

import { bareJid, resourcepart } from './jid';
import type { FocusStatus, Incoming, OccupantPresence, RoomMessage, RoomSubject, StanzaFailure } from './link';

const CLIENT = 'jabber:client';
const MUC_USER = 'http://jabber.org/protocol/muc#user';
const JIBRI = 'http://jitsi.org/protocol/jibri';
const STANZA_ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

export function parseStanza(stanza: Element): Incoming | null {
  const from = stanza.getAttribute('from') ?? '';
  const type = stanza.getAttribute('type') ?? '';
  const name = stanza.localName;
  if (name !== 'presence' && name !== 'message' && name !== 'iq') return null;
  if (type === 'error') return parseFailure(stanza, name, from);
  if (name === 'presence') return type === '' || type === 'unavailable' ? parsePresence(stanza, from, type === '') : null;
  if (name === 'message') return type === 'groupchat' ? parseGroupchat(stanza, from) : null;
  return type === 'result' ? { kind: 'result', id: stanza.getAttribute('id') ?? '' } : null;
}

function parseFailure(stanza: Element, name: 'presence' | 'message' | 'iq', from: string): StanzaFailure {
  const error = child(stanza, 'error');
  let condition = 'undefined-condition';
  let text = '';
  for (const e of error ? elements(error) : []) {
    if (e.namespaceURI !== STANZA_ERRORS) continue;
    if (e.localName === 'text') text = e.textContent ?? '';
    else condition = e.localName;
  }
  return { kind: 'failure', stanza: name, from, id: stanza.getAttribute('id') ?? '', condition, text };
}

function parsePresence(stanza: Element, from: string, available: boolean): OccupantPresence {
  const x = child(stanza, 'x', MUC_USER);
  const item = x && child(x, 'item', MUC_USER);
  const destroy = x && child(x, 'destroy', MUC_USER);
  const codes = x ? elements(x).filter((e) => e.localName === 'status').map((e) => Number(e.getAttribute('code'))) : [];
  const reason = (item && child(item, 'reason', MUC_USER)) ?? (destroy && child(destroy, 'reason', MUC_USER));
  return {
    kind: 'presence',
    room: bareJid(from),
    nick: resourcepart(from),
    available,
    codes,
    role: item?.getAttribute('role') ?? '',
    affiliation: item?.getAttribute('affiliation') ?? '',
    newNick: item?.getAttribute('nick') ?? '',
    reason: reason?.textContent ?? '',
    destroyed: destroy !== null,
    focus: focusStatus(stanza),
  };
}

/** Only the first status element counts: the focus keeps it in every presence. */
function focusStatus(stanza: Element): FocusStatus | null {
  const status = child(stanza, 'jibri-recording-status', JIBRI)?.getAttribute('status');
  return status === 'on' || status === 'off' || status === 'pending' ? status : null;
}

/** XEP-0045 1.35 §8.1: a subject alone is the room's subject; with a body it is a message that has one. */
function parseGroupchat(stanza: Element, from: string): RoomMessage | RoomSubject | null {
  const room = bareJid(from);
  const body = child(stanza, 'body');
  const subject = child(stanza, 'subject');
  if (!body) return subject ? { kind: 'subject', room, text: subject.textContent ?? '' } : null;
  return {
    kind: 'message',
    room,
    nick: resourcepart(from),
    id: stanza.getAttribute('id') ?? '',
    stanzaId: elements(stanza).find((e) => e.localName === 'stanza-id' && e.getAttribute('by') === room)?.getAttribute('id') ?? '',
    body: body.textContent ?? '',
    said: delay(stanza),
  };
}

function delay(stanza: Element): Date | null {
  const stamp = child(stanza, 'delay', 'urn:xmpp:delay')?.getAttribute('stamp');
  const date = stamp ? new Date(stamp) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function child(parent: Element, name: string, namespace?: string): Element | null {
  return elements(parent).find((e) => e.localName === name && (namespace ?? e.namespaceURI ?? CLIENT) === (e.namespaceURI ?? CLIENT)) ?? null;
}

function elements(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1) found.push(node as Element);
  }
  return found;
}
