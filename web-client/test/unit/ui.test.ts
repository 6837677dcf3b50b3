import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../../src/ui/announcer';
import { hueOf, HUES } from '../../src/ui/hue';
import { shortcutOf } from '../../src/ui/keyboard';
import { splitLinks } from '../../src/ui/links';
import { Preferences } from '../../src/ui/preferences';
import { stageWords, type Showing } from '../../src/ui/stage';

describe('splitLinks', () => {
  it.each([
    ['plain', [{ text: 'plain' }]],
    ['see https://example.org/a.', [{ text: 'see ' }, { text: 'https://example.org/a', href: 'https://example.org/a' }, { text: '.' }]],
    ['(https://example.org/a)', [{ text: '(' }, { text: 'https://example.org/a', href: 'https://example.org/a' }, { text: ')' }]],
    ['https://example.org/a_(b)', [{ text: 'https://example.org/a_(b)', href: 'https://example.org/a_(b)' }]],
    ['HTTP://EXAMPLE.org', [{ text: 'HTTP://EXAMPLE.org', href: 'http://example.org/' }]],
    ['javascript:alert(1) data:text/html,x', [{ text: 'javascript:alert(1) data:text/html,x' }]],
    ['https:// nothing', [{ text: 'https:// nothing' }]],
    ['<a href="https://x.org">', [{ text: '<a href="' }, { text: 'https://x.org', href: 'https://x.org/' }, { text: '">' }]],
    ['', []],
  ])('%j', (text, pieces) => {
    expect(splitLinks(text)).toEqual(pieces);
  });

  it('loses nothing and takes little time, whatever it is given', () => {
    for (const text of ['https://'.repeat(200), `https://a${'.'.repeat(900)}`, `https://a${'(('.repeat(400)}))`]) {
      expect(splitLinks(text).map((piece) => piece.text).join('')).toBe(text);
    }
  });
});

describe('shortcutOf', () => {
  const key = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

  it.each([
    [' ', 'toggle'],
    ['k', 'toggle'],
    ['K', 'toggle'],
    ['m', 'mute'],
    ['f', 'fullscreen'],
    ['c', 'chat'],
    ['j', 'back'],
    ['l', 'forward'],
    ['?', 'help'],
    ['x', null],
    ['Enter', null],
  ])('%j: %s', (pressed, expected) => {
    expect(shortcutOf(key(pressed), 'other')).toBe(expected);
  });

  it('does nothing while typing, with a modifier, or for space on a button', () => {
    expect(shortcutOf(key('k'), 'typing')).toBeNull();
    expect(shortcutOf(key('k', { ctrlKey: true }), 'other')).toBeNull();
    expect(shortcutOf(key(' '), 'pressable')).toBeNull();
    expect(shortcutOf(key('m'), 'pressable')).toBe('mute');
  });

  it('repeats only what moves', () => {
    expect(shortcutOf(key('m', { repeat: true }), 'other')).toBeNull();
    expect(shortcutOf(key('j', { repeat: true }), 'other')).toBe('back');
  });
});

describe('Announcer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const message = (body: string, mentionsMe = false) => ({ nick: 'a', body, mentionsMe });

  it('speaks at most once in two seconds, and a number instead of a flood', () => {
    const spoken: string[] = [];
    const announcer = new Announcer((text) => spoken.push(text));
    announcer.add(message('1'));
    vi.advanceTimersByTime(10);
    for (let i = 2; i < 12; i++) announcer.add(message(String(i)));
    vi.advanceTimersByTime(1_900);
    expect(spoken).toEqual(['a: 1']);
    vi.advanceTimersByTime(200);
    expect(spoken).toEqual(['a: 1', '7 more messages. a: 9 a: 10 a: 11']);
  });

  it('speaks mentions only, or nothing, if so wished', () => {
    const spoken: string[] = [];
    const announcer = new Announcer((text) => spoken.push(text));
    announcer.mode = 'mentions';
    announcer.add(message('1'));
    announcer.add(message('2', true));
    vi.advanceTimersByTime(5_000);
    announcer.mode = 'off';
    announcer.add(message('3', true));
    vi.advanceTimersByTime(5_000);
    expect(spoken).toEqual(['a: 2']);
  });
});

describe('stageWords', () => {
  const showing = (more: Partial<Showing>): Showing => ({ state: 'live', channel: null, name: 'demo', phase: 'idle', played: false, ...more });

  it.each<[string, Partial<Showing>, string | null]>([
    ['before the first answer', { state: null }, ''],
    ['offline', { state: 'offline' }, 'Offline'],
    ['after a broadcast', { state: 'offline', played: true }, 'The broadcast has ended'],
    ['while the last seconds are shown', { state: 'offline', phase: 'playing', played: true }, null],
    ['starting', { state: 'starting' }, 'Starting'],
    ['live and playing', { phase: 'playing' }, null],
    ['live and paused', { phase: 'paused' }, null],
    ['waiting for a tap', { phase: 'blocked' }, null],
    ['live and loading', { phase: 'loading' }, ''],
    ['no such channel', { state: 'unknown' }, 'No such channel'],
    ['no server', { state: 'unreachable' }, 'Connection lost'],
    ['no answers, but the picture runs', { state: 'unreachable', phase: 'playing' }, null],
  ])('%s', (_name, more, title) => {
    expect(stageWords(showing(more))?.title ?? null).toBe(title);
  });
});

describe('Preferences', () => {
  it('last as long as the page where storage is forbidden', () => {
    const preferences = new Preferences(() => {
      throw new Error('forbidden');
    });
    preferences.write('volume', '0.5');
    expect(preferences.read('volume')).toBe('0.5');
    expect(preferences.read('other')).toBeNull();
  });
});

describe('hueOf', () => {
  it('is steady and within range', () => {
    const hues = Array.from({ length: 500 }, (_, i) => hueOf(`nick ${i}`));
    expect(new Set(hues).size).toBe(HUES);
    expect(Math.min(...hues)).toBeGreaterThanOrEqual(0);
    expect(hueOf('Juliet')).toBe(hueOf('Juliet'));
  });
});
