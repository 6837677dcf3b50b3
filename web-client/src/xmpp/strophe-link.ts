import { Strophe } from 'strophe.js';
import { parseStanza } from './incoming';
import { encodePong, encodeStanza } from './outgoing';
import { NO_ANSWER } from './transport';
import type { Link, LinkEvents, Outgoing, TransportName } from './link';

export interface LinkAddress {
  readonly transport: TransportName;
  /** Path on this origin. */
  readonly path: string;
  readonly guestDomain: string;
  /** How long the server may take to send its first byte, in milliseconds. */
  readonly answerWithin: number;
  /** How long login may take in all, in milliseconds. */
  readonly loginWithin: number;
}

/** One anonymous connection over strophe.js (SASL ANONYMOUS, RFC 4505), by WebSocket (RFC 7395) or BOSH (XEP-0206). */
export function openStropheLink(address: LinkAddress, events: LinkEvents): Link {
  Strophe.setLogLevel(Strophe.LogLevel.FATAL);
  const connection = new Strophe.Connection(serviceOf(address), { mechanisms: [Strophe.SASLAnonymous] });
  // A BOSH request that fails is not sent again before login: the caller decides what to try next.
  connection.maxRetries = 0;
  let over = false;

  const end = (reason: string): void => {
    if (over) return;
    over = true;
    clearTimeout(answerTimer);
    clearTimeout(loginTimer);
    connection.disconnect();
    events.down(reason);
  };
  const answerTimer = setTimeout(() => end(NO_ANSWER), address.answerWithin);
  const loginTimer = setTimeout(() => end('login took too long'), address.loginWithin);
  connection.rawInput = () => {
    clearTimeout(answerTimer);
    connection.rawInput = () => {};
  };

  const receive = (stanza: Element): boolean => {
    if (over) return false;
    const parsed = parseStanza(stanza);
    if (parsed) events.stanza(parsed);
    return true;
  };

  connection.connect(address.guestDomain, '', (status, condition) => {
    if (over) return;
    switch (status) {
      case Strophe.Status.CONNECTED:
        clearTimeout(loginTimer);
        // Second and later retries wait 8, 27, 64 s: a new session is sooner.
        connection.maxRetries = 1;
        connection.addHandler(receive, null, 'presence', null, null);
        connection.addHandler(receive, null, 'message', null, null);
        // A handler for every iq would keep Strophe from refusing the requests that nobody here serves.
        connection.addHandler(receive, null, 'iq', ['result', 'error'], null);
        connection.addHandler((iq: Element) => (connection.send(encodePong(iq)), true), 'urn:xmpp:ping', 'iq', 'get', null);
        events.up(connection.jid, address.transport);
        break;
      case Strophe.Status.CONNFAIL:
      case Strophe.Status.AUTHFAIL:
      case Strophe.Status.ERROR:
      case Strophe.Status.CONNTIMEOUT:
      case Strophe.Status.DISCONNECTED:
        end(condition || 'connection lost');
        break;
    }
  });

  return {
    send(stanza: Outgoing): void {
      if (!over) connection.send(encodeStanza(stanza));
    },
    close(): void {
      if (over) return;
      over = true;
      clearTimeout(answerTimer);
      clearTimeout(loginTimer);
      connection.disconnect();
    },
  };
}

function serviceOf(address: LinkAddress): string {
  if (address.transport === 'bosh') return address.path;
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${address.path}`;
}
