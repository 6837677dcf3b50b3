import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoomClient } from '../../src/room/room-client';
import { fakeOpener, ROOM, type FakeLink } from './fake-link';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const { links, open } = fakeOpener();
  const heard: string[] = [];
  const client = new RoomClient(
    ROOM,
    open,
    {
      changed: () => {},
      line: (line) => heard.push(line.kind === 'said' ? `${line.own ? '*' : ''}${line.nick}: ${line.body}${line.mentionsMe ? ' !' : ''}` : `(${line.text})`),
      nicknameRefused: (words, suggestion) => heard.push(`refused ${words} ${suggestion}`),
      nicknameAccepted: (nick) => heard.push(`accepted ${nick}`),
      returned: (text, words) => heard.push(`returned ${text} ${words}`),
      focus: (status) => heard.push(`focus ${status}`),
    },
    () => 0.5,
  );
  const newest = (): FakeLink => {
    const link = links.at(-1);
    if (!link) throw new Error('no link was opened');
    return link;
  };
  return { client, links, heard, newest };
}

function joined() {
  const all = setUp();
  all.client.start();
  all.newest().admit();
  return all;
}

function known(nick = 'Juliet') {
  const all = joined();
  all.client.introduce(nick, '');
  all.newest().rename(all.client.view.nick, nick);
  all.heard.length = 0;
  return all;
}

describe('joining', () => {
  it('reads under a made-up nickname first', () => {
    const { client, newest } = joined();
    expect(newest().sent[0]).toMatchObject({ kind: 'join', room: ROOM, nick: 'guest-i000', history: 50 });
    expect(client.view).toMatchObject({ state: 'joined', transport: 'websocket', chosen: false, words: '' });
  });

  it('makes up another nickname when the first is taken, but not for ever', () => {
    const { client, newest } = setUp();
    client.start();
    newest().events.up('x', 'websocket');
    for (let i = 0; i < 4; i++) newest().refuse('conflict');
    expect(newest().sent.filter(({ kind }) => kind === 'join')).toHaveLength(5);
    newest().refuse('conflict');
    expect(client.view.state).toBe('offline');
  });

  it('gives up a room that does not answer and tries again', () => {
    const { client, links, newest } = setUp();
    client.start();
    newest().events.up('x', 'websocket');
    vi.advanceTimersByTime(15_000);
    expect(client.view.state).toBe('offline');
    vi.advanceTimersByTime(2_000);
    expect(links).toHaveLength(2);
    expect(links[0]?.closed).toBe(true);
  });

  it.each([
    ['forbidden', 'You are banned from this chat.', false],
    ['registration-required', 'This chat is for members only.', true],
  ])('tells in words of %s and does not hammer', (condition, words, mayRejoin) => {
    const { client, links, heard, newest } = setUp();
    client.start();
    newest().events.up('x', 'websocket');
    newest().refuse(condition);
    vi.advanceTimersByTime(600_000);
    expect(client.view).toMatchObject({ state: 'offline', words, mayRejoin });
    expect(heard).toEqual([`(${words})`]);
    expect(links).toHaveLength(1);
  });
});

describe('a nickname', () => {
  it('is asked for before the first message', () => {
    const { client, heard, newest } = joined();
    client.say('hello');
    expect(heard).toEqual(['refused Choose a nickname first. ', 'returned hello ']);
    expect(newest().sent.some(({ kind }) => kind === 'say')).toBe(false);
  });

  it('is taken, then the first message is said', () => {
    const { client, heard, newest } = joined();
    client.introduce('  Juliet  ', 'hello');
    expect(newest().last).toMatchObject({ kind: 'change-nick', nick: 'Juliet' });
    newest().rename('guest-i000', 'Juliet');
    expect(newest().last).toMatchObject({ kind: 'say', body: 'hello' });
    expect(heard).toEqual(['accepted Juliet']);
    expect(client.view).toMatchObject({ nick: 'Juliet', chosen: true });
  });

  it('may come back as the room writes it', () => {
    const { client, heard, newest } = joined();
    client.introduce('Ⅳ', 'hello');
    newest().rename('guest-i000', 'IV');
    expect(heard).toEqual(['accepted IV']);
    expect(newest().last).toMatchObject({ kind: 'say', body: 'hello' });
  });

  it('that is taken brings a suggestion and the message back', () => {
    const { client, heard, newest } = joined();
    client.introduce('Juliet', 'hello');
    newest().refuse('conflict');
    expect(heard).toEqual(['refused Somebody else has this nickname. Juliet55', 'returned hello ']);
    expect(client.view.chosen).toBe(false);
  });

  it('changes by /nick', () => {
    const { client, heard, newest } = known();
    client.say('/nick Romeo M');
    newest().rename('Juliet', 'Romeo M');
    expect(heard).toEqual(['accepted Romeo M']);
  });

  it('is kept through a loss, with another one while an old connection holds it', () => {
    const { client, newest } = known();
    newest().events.down('lost');
    vi.advanceTimersByTime(2_000);
    newest().events.up('x', 'bosh');
    expect(newest().last).toMatchObject({ kind: 'join', nick: 'Juliet' });
    newest().refuse('conflict');
    expect(newest().last).toMatchObject({ kind: 'join', nick: 'Juliet55' });
    newest().presence('Juliet55', { codes: [110] });
    expect(client.view).toMatchObject({ state: 'joined', nick: 'Juliet55', transport: 'bosh' });
    vi.advanceTimersByTime(60_000);
    newest().receive({ kind: 'result', id: newest().last.id });
    expect(newest().last).toMatchObject({ kind: 'change-nick', nick: 'Juliet' });
    newest().rename('Juliet55', 'Juliet');
    expect(client.view.nick).toBe('Juliet');
  });
});

describe('messages', () => {
  it('show once, whatever history repeats after a rejoin', () => {
    const { heard, newest } = joined();
    const said = new Date('2026-11-20T10:00:00Z');
    newest().say('a', 'live', { id: '1', stanzaId: 's1' });
    newest().say('b', 'old', { said });
    newest().events.down('lost');
    vi.advanceTimersByTime(2_000);
    newest().admit();
    newest().say('a', 'live', { id: '1', said });
    newest().say('b', 'old', { said });
    newest().say('a', 'missed', { id: '2', said });
    expect(heard).toEqual(['a: live', 'b: old', 'a: missed']);
  });

  it('with the same id are both shown when they are live', () => {
    const { heard, newest } = joined();
    newest().say('a', 'one', { id: '1' });
    newest().say('a', 'two', { id: '1' });
    expect(heard).toEqual(['a: one', 'a: two']);
  });

  it('of ours show when the room sends them', () => {
    const { client, heard, newest } = known();
    client.say('hello');
    expect(heard).toEqual([]);
    newest().say('Juliet', 'hello', { id: newest().last.id });
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual(['*Juliet: hello']);
  });

  it('that mention us are marked', () => {
    const { heard, newest } = known();
    newest().say('a', 'hey juliet, look');
    newest().say('a', 'juliette');
    expect(heard).toEqual(['a: hey juliet, look !', 'a: juliette']);
  });

  it('that are refused come back with words', () => {
    const { client, heard, newest } = known();
    client.say('hello');
    newest().refuse('forbidden', 'message');
    expect(heard).toEqual(['returned hello You may not speak here at the moment, so the message was not sent.']);
  });

  it('that vanish come back, and the connection is tested', () => {
    const { client, heard, newest } = known();
    client.say('hello');
    vi.advanceTimersByTime(12_000);
    expect(heard).toEqual(['returned hello The message may not have arrived.']);
    expect(newest().last).toMatchObject({ kind: 'ping', to: `${ROOM}/Juliet` });
  });

  it('under way at a loss come back', () => {
    const { client, heard, newest } = known();
    client.say('hello');
    newest().events.down('lost');
    client.say('and now?');
    expect(heard).toEqual(['returned hello The connection was lost before the message arrived.', 'returned and now? The chat is not connected, so nothing was sent.']);
  });

  it('of another room are passed over', () => {
    const { heard, newest } = joined();
    newest().receive({ kind: 'message', room: 'other@rooms.localhost', nick: 'a', id: '', stanzaId: '', body: 'x', said: null });
    expect(heard).toEqual([]);
  });
});

describe('coming back', () => {
  it('is quick at first, then spread over up to 30 s', () => {
    const { client, links, newest } = joined();
    newest().events.down('lost');
    expect(client.view.state).toBe('offline');
    vi.advanceTimersByTime(1_500);
    expect(links).toHaveLength(2);
    newest().events.down('refused');
    vi.advanceTimersByTime(2_999);
    expect(links).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(links).toHaveLength(3);
    for (let i = 0; i < 8; i++) {
      newest().events.down('refused');
      vi.advanceTimersByTime(30_000);
    }
    expect(links).toHaveLength(11);
  });

  it('happens at once when the server was seen alive', () => {
    const { client, links, newest } = joined();
    for (let i = 0; i < 4; i++) {
      newest().events.down('refused');
      if (i < 3) vi.advanceTimersByTime(30_000);
    }
    client.wake();
    vi.advanceTimersByTime(750);
    expect(links).toHaveLength(5);
  });

  it('follows a room that lost us, on the same connection', () => {
    const { client, links, newest } = joined();
    vi.advanceTimersByTime(60_000);
    expect(newest().last.kind).toBe('ping');
    newest().refuse('not-acceptable', 'iq');
    expect(client.view.state).toBe('connecting');
    expect(newest().last).toMatchObject({ kind: 'join' });
    expect(links).toHaveLength(1);
  });

  it('needs no ping answered by a result', () => {
    const { client, newest } = joined();
    vi.advanceTimersByTime(60_000);
    newest().refuse('service-unavailable', 'iq');
    vi.advanceTimersByTime(30_000);
    expect(client.view.state).toBe('joined');
  });

  it('follows a connection that died quietly', () => {
    const { client, links } = joined();
    vi.advanceTimersByTime(60_000 + 20_000);
    expect(client.view.state).toBe('offline');
    vi.advanceTimersByTime(2_000);
    expect(links).toHaveLength(2);
  });

  it.each([
    ['kicked', { codes: [307], reason: 'no spam' }, 'You were removed from this chat: no spam', true],
    ['banned', { codes: [301] }, 'You were banned from this chat.', false],
    ['no member any more', { codes: [322] }, 'This chat is now for members only.', true],
    ['the room was destroyed', { destroyed: true }, 'This chat room was closed.', true],
  ])('waits for the person after: %s', (_name, more, words, mayRejoin) => {
    const { client, links, heard, newest } = joined();
    newest().presence('guest-i000', { available: false, ...more });
    vi.advanceTimersByTime(600_000);
    expect(client.view).toMatchObject({ state: 'offline', words, mayRejoin });
    expect(heard).toEqual([`(${words})`]);
    expect(links).toHaveLength(1);
    client.rejoin();
    newest().admit();
    expect(client.view).toMatchObject({ state: 'joined', words: '', mayRejoin: false });
  });

  it('is by itself after a shutdown', () => {
    const { links, newest } = joined();
    newest().presence('guest-i000', { available: false, codes: [110, 332] });
    vi.advanceTimersByTime(2_000);
    expect(links).toHaveLength(2);
  });

  it('ends with stop', () => {
    const { client, links, newest } = joined();
    client.stop();
    newest().events.down('late');
    vi.advanceTimersByTime(600_000);
    expect(client.view.state).toBe('offline');
    expect(links).toHaveLength(1);
    expect(newest().closed).toBe(true);
  });
});

describe('the focus', () => {
  it('tells when the broadcast changes; nobody else can', () => {
    const { heard, newest } = joined();
    newest().presence('focus', { focus: 'on' });
    newest().presence('somebody', { focus: 'off' });
    newest().presence('focus', { focus: 'off' });
    expect(heard).toEqual(['focus on', 'focus off']);
  });
});

describe('the subject', () => {
  it('is kept', () => {
    const { client, newest } = joined();
    newest().receive({ kind: 'subject', room: ROOM, text: 'Tonight' });
    expect(client.view.subject).toBe('Tonight');
  });
});
