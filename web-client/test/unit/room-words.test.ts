import { describe, expect, it } from 'vitest';
import { mentions, splitAction } from '../../src/room/line';
import { guestNickname, nicknameProblem, suggestNickname, tidyNickname } from '../../src/room/nickname';
import { reconnectDelay } from '../../src/room/reconnect';
import { SeenMessages } from '../../src/room/seen';

const highest = (): number => 0.99999999;
const lowest = (): number => 0;

describe('nicknames', () => {
  it('of guests have four characters at random', () => {
    expect(guestNickname(lowest)).toBe('guest-0000');
    expect(guestNickname(highest)).toBe('guest-zzzz');
  });

  it.each([
    ['  a   b ', 'a b'],
    ['e\u0301', '\u00e9'],
    ['a\u200bb\u0000\n', 'ab'],
    [' \t ', ''],
  ])('%j is tidied', (typed, tidy) => {
    expect(tidyNickname(typed)).toBe(tidy);
  });

  it('have a problem when empty or long', () => {
    expect(nicknameProblem('')).not.toBeNull();
    expect(nicknameProblem('💬'.repeat(32))).toBeNull();
    expect(nicknameProblem('a'.repeat(33))).not.toBeNull();
  });

  it('suggested instead are never too long and do not pile up digits', () => {
    expect(suggestNickname('Juliet', lowest)).toBe('Juliet10');
    expect(suggestNickname('Juliet10', highest)).toBe('Juliet99');
    expect(nicknameProblem(suggestNickname('a'.repeat(32), highest))).toBeNull();
    expect(suggestNickname('42', lowest)).toBe('guest10');
  });
});

describe('lines', () => {
  it.each([
    ['hey Juliet!', 'juliet', true],
    ['JULIET', 'Juliet', true],
    ['juliette juliet_', 'juliet', false],
    ['xjuliet juliet', 'juliet', true],
    ['anything', '', false],
  ])('%j mentions %j: %s', (text, nick, expected) => {
    expect(mentions(text, nick)).toBe(expected);
  });

  it('begin an action with /me and a space', () => {
    expect(splitAction('/me waves')).toEqual({ action: true, text: 'waves' });
    expect(splitAction('/meow')).toEqual({ action: false, text: '/meow' });
  });
});

describe('reconnectDelay', () => {
  it.each([
    [1, 1_000, 2_000],
    [2, 2_000, 4_000],
    [3, 2_000, 8_000],
    [6, 2_000, 30_000],
    [60, 2_000, 30_000],
  ])('after %i failures is %i to %i ms', (failures, low, high) => {
    expect(reconnectDelay(failures, lowest)).toBe(low);
    expect(reconnectDelay(failures, highest)).toBe(high);
  });
});

describe('SeenMessages', () => {
  it('forgets the oldest', () => {
    const seen = new SeenMessages(2);
    expect([seen.add('a'), seen.add('b'), seen.add('a'), seen.add('c')]).toEqual([true, true, false, true]);
    expect([seen.has('a'), seen.has('b'), seen.has('c')]).toEqual([false, true, true]);
  });
});
