/** Values to stanzas. Text and attributes are set through the DOM, so nothing is ever escaped by hand. */

import { $iq, $msg, $pres, type Builder } from 'strophe.js';
import { occupantJid } from './jid';
import type { Outgoing } from './link';

const MUC = 'http://jabber.org/protocol/muc';
const PING = 'urn:xmpp:ping';

export function encodeStanza(stanza: Outgoing): Builder {
  switch (stanza.kind) {
    case 'join':
      return $pres({ id: stanza.id, to: occupantJid(stanza.room, stanza.nick) })
        .c('x', { xmlns: MUC })
        .c('history', { maxstanzas: String(stanza.history) });
    case 'change-nick':
      return $pres({ id: stanza.id, to: occupantJid(stanza.room, stanza.nick) });
    case 'say':
      return $msg({ id: stanza.id, to: stanza.room, type: 'groupchat' }).c('body').t(stanza.body);
    case 'ping':
      return $iq({ id: stanza.id, to: stanza.to, type: 'get' }).c('ping', { xmlns: PING });
  }
}

/** XEP-0199 2.0.1 §4.2, and the answer that a room's self-ping (XEP-0410) needs when the room passes it on. */
export function encodePong(request: Element): Builder {
  return $iq({ id: request.getAttribute('id') ?? '', to: request.getAttribute('from') ?? '', type: 'result' });
}
