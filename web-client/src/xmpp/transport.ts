import type { Link, LinkEvents, LinkOpener, TransportName } from './link';

export type OpenBy = (transport: TransportName, events: LinkEvents) => Link;

/**
 * Opens a link by the transport that worked last, WebSocket at first, and by the other one if that fails before login.
 * When both fail the link is down; the next attempt begins with WebSocket again, since what failed may have been the server.
 */
export function preferringWebSocket(openBy: OpenBy): LinkOpener {
  let preferred: TransportName = 'websocket';
  return (events) => {
    const first = preferred;
    const second: TransportName = first === 'websocket' ? 'bosh' : 'websocket';
    let closed = false;
    let current: Link | null = null;

    const attempt = (transport: TransportName, failed: (reason: string) => void): void => {
      let up = false;
      current = openBy(transport, {
        up: (jid, used) => {
          up = true;
          preferred = used;
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

    attempt(first, () => {
      attempt(second, (reason) => {
        preferred = 'websocket';
        events.down(reason);
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
