import { describe, expect, it } from 'vitest';
import type { Link, LinkEvents, TransportName } from '../../src/xmpp/link';
import { preferringWebSocket } from '../../src/xmpp/transport';

class Opened {
  closed = false;
  constructor(
    readonly transport: TransportName,
    readonly events: LinkEvents,
  ) {}
}

function setUp() {
  const opened: Opened[] = [];
  const heard: string[] = [];
  const open = preferringWebSocket((transport, events): Link => {
    const one = new Opened(transport, events);
    opened.push(one);
    return { send: () => heard.push(`sent by ${transport}`), close: () => (one.closed = true) };
  });
  const start = () => open({ up: (_jid, transport) => heard.push(`up ${transport}`), stanza: () => {}, down: (reason) => heard.push(`down ${reason}`) });
  return { opened, heard, start, names: () => opened.map(({ transport }) => transport) };
}

describe('preferringWebSocket', () => {
  it('falls back to BOSH when the WebSocket fails before login', () => {
    const { opened, heard, start, names } = setUp();
    const link = start();
    opened[0]?.events.down('no answer');
    opened[1]?.events.up('a@b/c', 'bosh');
    link.send({ kind: 'ping', id: '1', to: 'a' });
    expect(names()).toEqual(['websocket', 'bosh']);
    expect(heard).toEqual(['up bosh', 'sent by bosh']);
  });

  it('tries the WebSocket again when it was refused, as by a server that was just away', () => {
    const { opened, start, names } = setUp();
    start();
    opened[0]?.events.down('refused');
    opened[1]?.events.up('a@b/c', 'bosh');
    opened[1]?.events.down('lost');
    start();
    expect(names()).toEqual(['websocket', 'bosh', 'websocket']);
  });

  it('stays with BOSH when the WebSocket was not answered, and tells of a loss after login', () => {
    const { opened, heard, start, names } = setUp();
    start();
    opened[0]?.events.down('no answer');
    opened[1]?.events.up('a@b/c', 'bosh');
    opened[1]?.events.down('lost');
    start();
    expect(heard).toEqual(['up bosh', 'down lost']);
    expect(names()).toEqual(['websocket', 'bosh', 'bosh']);
  });

  it('is down when both fail, and begins with WebSocket the next time', () => {
    const { opened, heard, start, names } = setUp();
    start();
    opened[0]?.events.down('refused');
    opened[1]?.events.down('refused too');
    start();
    expect(heard).toEqual(['down refused too']);
    expect(names()).toEqual(['websocket', 'bosh', 'websocket']);
  });

  it('opens nothing more once closed', () => {
    const { opened, heard, start, names } = setUp();
    const link = start();
    link.close();
    opened[0]?.events.down('late');
    expect(opened[0]?.closed).toBe(true);
    expect(names()).toEqual(['websocket']);
    expect(heard).toEqual([]);
  });
});
