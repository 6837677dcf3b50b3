import type { Link, LinkEvents, LinkOpener, TransportName } from './link';

export type OpenBy = (transport: TransportName, events: LinkEvents) => Link;

/** The reason of a link that is down because the server said nothing in time. */
export const NO_ANSWER = 'no answer';

/**
 * Opens a link by WebSocket, and by BOSH if that fails before login. A WebSocket that was not even answered is likely swallowed by
 * something in between: then BOSH goes first until it fails too. One that was refused may have met a server that was just away.
 */
export function preferringWebSocket(openBy: OpenBy): LinkOpener {
  let first: TransportName = 'websocket';
  return (events) => {
    const second: TransportName = first === 'websocket' ? 'bosh' : 'websocket';
    let closed = false;
    let current: Link | null = null;

    const attempt = (transport: TransportName, failed: (reason: string) => void): void => {
      let up = false;
      current = openBy(transport, {
        up: (jid, used) => {
          up = true;
          events.up(jid, used);
        },
        stanza: (stanza) => events.stanza(stanza),
        down: (reason) => {
          if (closed) return;
          if (up) events.down(reason);
          else failed(reason);
        },
      });
    };

    attempt(first, (reason) => {
      first = second === 'bosh' && reason === NO_ANSWER ? 'bosh' : 'websocket';
      attempt(second, (again) => {
        first = 'websocket';
        events.down(again);
      });
    });

    return {
      send: (stanza) => current?.send(stanza),
      close: () => {
        closed = true;
        current?.close();
      },
    };
  };
}
