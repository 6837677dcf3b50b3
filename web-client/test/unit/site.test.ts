import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { channelNameOf, parseChannel, type Answer, type Channel, type OnAir } from '../../src/site/api';
import { liveFirst, summary } from '../../src/site/channel-list';
import { ChannelWatch, pollDelay, type ChannelState } from '../../src/site/channel-watch';
import { converseSettings } from '../../src/site/converse-settings';

const CHANNEL: Channel = {
  name: 'demo',
  title: 'Demo',
  language: 'en',
  state: 'offline',
  room: 'demo@rooms.localhost',
  playlist: '/hls/demo/index.m3u8',
  page: '/c/demo',
  client: '/client/demo',
};

describe('parseChannel', () => {
  it('takes the name for a missing title', () => {
    expect(parseChannel({ ...CHANNEL, title: '', language: undefined })).toEqual({ ...CHANNEL, title: 'demo', language: '' });
  });

  it.each([
    ['no object', null],
    ['another state', { ...CHANNEL, state: 'paused' }],
    ['no room', { ...CHANNEL, room: undefined }],
    ['a playlist elsewhere', { ...CHANNEL, playlist: 'https://example.org/x.m3u8' }],
    ['a playlist elsewhere, without a scheme', { ...CHANNEL, playlist: '//example.org/x.m3u8' }],
    ['a script for a page', { ...CHANNEL, page: 'javascript:alert(1)' }],
  ])('refuses %s', (_name, json) => {
    expect(() => parseChannel(json)).toThrow(TypeError);
  });
});

describe('channelNameOf', () => {
  it.each([
    ['/c/demo', 'demo'],
    ['/client/demo', 'demo'],
    ['/c/caf%C3%A9', 'café'],
    ['/c/%E0', ''],
    ['/c', ''],
  ])('%s is %j', (path, name) => {
    expect(channelNameOf(path)).toBe(name);
  });
});

describe('the list', () => {
  const channel = (name: string, state: OnAir): Channel => ({ ...CHANNEL, name, title: name, state });

  it('has live channels first, then starting ones, each by title', () => {
    const sorted = liveFirst([channel('b', 'offline'), channel('d', 'starting'), channel('c', 'live'), channel('a', 'live')]);
    expect(sorted.map(({ name }) => name)).toEqual(['a', 'c', 'd', 'b']);
  });

  it('is summed up in words', () => {
    expect(summary([])).toBe('');
    expect(summary([channel('a', 'offline')])).toBe('Nobody is live at the moment.');
    expect(summary([channel('a', 'live'), channel('b', 'live')])).toBe('2 channels are live.');
  });
});

describe('pollDelay', () => {
  const seen = { hidden: false, told: false };
  const middle = (): number => 0.5;

  it.each<[string, number, ChannelState, boolean, number, { hidden: boolean; told: boolean }]>([
    ['live without chat', 8_000, 'live', false, 1, seen],
    ['live with chat', 20_000, 'live', false, 1, { hidden: false, told: true }],
    ['offline, hidden', 18_000, 'offline', false, 1, { hidden: true, told: false }],
    ['starting', 1_200, 'starting', false, 1, seen],
    ['starting for long', 5_000, 'starting', false, 50, seen],
    ['hinted', 1_000, 'offline', true, 1, { hidden: true, told: true }],
    ['unreachable at first', 1_000, 'unreachable', false, 1, seen],
    ['unreachable for long', 15_000, 'unreachable', false, 9, seen],
  ])('%s: %i ms', (_name, expected, state, hinted, same, around) => {
    expect(pollDelay(state, hinted, same, around, middle)).toBe(expected);
  });

  it('spreads by a quarter either way', () => {
    expect(pollDelay('live', false, 1, seen, () => 0)).toBe(6_000);
    expect(pollDelay('live', false, 1, seen, () => 1)).toBe(10_000);
  });
});

describe('ChannelWatch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp() {
    const heard: string[] = [];
    const server = { answer: { kind: 'found', value: CHANNEL } as Answer<Channel>, asked: 0 };
    const watch = new ChannelWatch(
      () => {
        server.asked++;
        return Promise.resolve(server.answer);
      },
      () => ({ hidden: false, told: true }),
      { changed: (state) => heard.push(state), reachableAgain: () => heard.push('again') },
      () => 0.5,
    );
    const become = (state: OnAir): void => {
      server.answer = { kind: 'found', value: { ...CHANNEL, state } };
    };
    return { watch, heard, server, become };
  }

  it('asks at once, then gently', async () => {
    const { watch, heard, server } = setUp();
    watch.start();
    await vi.advanceTimersByTimeAsync(19_999);
    expect(server.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.asked).toBe(2);
    expect(heard).toEqual(['offline', 'offline']);
  });

  it('follows a hint quickly until the answer agrees', async () => {
    const { watch, heard, server, become } = setUp();
    watch.start();
    await vi.advanceTimersByTimeAsync(5_000);
    watch.hint('on');
    await vi.advanceTimersByTimeAsync(150);
    expect(server.asked).toBe(2);
    become('starting');
    await vi.advanceTimersByTimeAsync(1_000);
    become('live');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual(['offline', 'offline', 'starting', 'live']);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(server.asked).toBe(4);
  });

  it('does not ask about a hint that tells nothing new', async () => {
    const { watch, server } = setUp();
    watch.start();
    await vi.advanceTimersByTimeAsync(1_000);
    watch.hint('off');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.asked).toBe(1);
  });

  it('gives a hint up that the server does not confirm', async () => {
    const { watch, server } = setUp();
    watch.start();
    await vi.advanceTimersByTimeAsync(1_000);
    watch.hint('on');
    await vi.advanceTimersByTimeAsync(32_000);
    const asked = server.asked;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(server.asked).toBe(asked);
  });

  it('asks once more when told so while a question is under way', async () => {
    const { watch, server } = setUp();
    watch.start();
    watch.now();
    watch.now();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.asked).toBe(2);
  });

  it('tells when the server is back, and not at the first answer', async () => {
    const { watch, heard, server, become } = setUp();
    watch.start();
    await vi.advanceTimersByTimeAsync(10);
    server.answer = { kind: 'unreachable' };
    watch.now();
    await vi.advanceTimersByTimeAsync(10);
    become('live');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual(['offline', 'unreachable', 'again', 'live']);
  });

  it('asks no more once stopped', async () => {
    const { watch, heard, server } = setUp();
    watch.start();
    watch.stop();
    watch.now();
    watch.hint('on');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toBe(1);
    expect(heard).toEqual([]);
  });
});

describe('converseSettings', () => {
  it('are those of a guest of one room over BOSH alone', () => {
    const site = { domain: 'localhost', guestDomain: 'guest.localhost', roomsDomain: 'rooms.localhost', websocket: '/xmpp-websocket', bosh: '/http-bind' };
    const settings = converseSettings(CHANNEL, site, '/converse', () => 0);
    expect(settings).toMatchObject({ jid: 'guest.localhost', auto_join_rooms: ['demo@rooms.localhost'], bosh_service_url: '/http-bind', nickname: 'guest-0000' });
    expect(settings).not.toHaveProperty('websocket_url');
    expect(JSON.stringify(settings)).not.toContain('://');
  });
});
