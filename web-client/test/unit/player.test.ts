import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choosePlayback, type Playback, type PlaybackEvents } from '../../src/player/playback';
import { Player } from '../../src/player/player';
import { retryDelay } from '../../src/player/retry';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** As much of a video element as the player uses. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  paused = true;
  ended = false;
  readyState = 4;
  muted = false;
  /** Which `play` calls the browser refuses for want of a tap. */
  forbids: 'nothing' | 'sound' | 'everything' = 'nothing';
  start = 0;
  end = 0;

  get seekable() {
    return { length: this.end > 0 ? 1 : 0, start: () => this.start, end: () => this.end };
  }

  play(): Promise<void> {
    if (this.forbids === 'everything' || (this.forbids === 'sound' && !this.muted)) {
      return Promise.reject(Object.assign(new Error('tap first'), { name: 'NotAllowedError' }));
    }
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  finish(): void {
    this.ended = true;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
    this.dispatchEvent(new Event('ended'));
  }
}

class FakePlayback implements Playback {
  readonly name = 'hls';
  destroyed = false;
  edge: number | null = null;
  level = -1;

  constructor(
    readonly url: string,
    readonly events: PlaybackEvents,
  ) {}

  liveEdge(): number | null {
    return this.edge;
  }

  choose(level: number): void {
    this.level = level;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

function setUp() {
  const video = new FakeVideo();
  const opened: FakePlayback[] = [];
  let interrupted = 0;
  const player = new Player(
    video as unknown as HTMLVideoElement,
    (_video, url, events) => {
      const one = new FakePlayback(url, events);
      opened.push(one);
      return one;
    },
    { changed: () => {}, interrupted: () => interrupted++ },
    () => 0.5,
  );
  const newest = (): FakePlayback => {
    const last = opened.at(-1);
    if (!last) throw new Error('nothing was opened');
    return last;
  };
  /** Lets seconds pass in which the picture moves. */
  const run = (seconds: number, speed = 1): void => {
    for (let i = 0; i < seconds; i++) {
      video.currentTime += speed;
      vi.advanceTimersByTime(1_000);
    }
  };
  return { player, video, opened, newest, run, interruptions: () => interrupted };
}

async function playing(forbids: FakeVideo['forbids'] = 'nothing') {
  const all = setUp();
  all.video.forbids = forbids;
  all.player.play('/hls/demo/index.m3u8');
  all.video.dispatchEvent(new Event('loadedmetadata'));
  for (let i = 0; i < 5; i++) await Promise.resolve();
  return all;
}

describe('Player', () => {
  it('plays once there is something to play', async () => {
    const { player, opened } = await playing();
    expect(player.view).toMatchObject({ phase: 'playing', silenced: false, behind: 0 });
    player.play('/hls/demo/index.m3u8');
    expect(opened).toHaveLength(1);
  });

  it('plays without sound when the browser forbids it, until a tap', async () => {
    const { player, video } = await playing('sound');
    expect(player.view).toMatchObject({ phase: 'playing', silenced: true });
    expect(video.muted).toBe(true);
    player.unsilence();
    expect(player.view.silenced).toBe(false);
    expect(video.muted).toBe(false);
  });

  it('asks for a tap when the browser forbids everything', async () => {
    const { player, video, run, opened } = await playing('everything');
    expect(player.view).toMatchObject({ phase: 'blocked', silenced: false });
    run(30, 0);
    expect(opened).toHaveLength(1);
    video.forbids = 'nothing';
    player.toggle();
    expect(player.view.phase).toBe('playing');
  });

  it('loads the source again after a fatal error, later each time', async () => {
    const { player, opened, newest, interruptions } = await playing();
    for (const delay of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      const before = opened.length;
      newest().events.fatal('levelParsingError');
      expect(player.view.phase).toBe('retrying');
      expect(newest().destroyed).toBe(true);
      vi.advanceTimersByTime(delay - 1);
      expect(opened).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(opened).toHaveLength(before + 1);
    }
    expect(interruptions()).toBe(6);
  });

  it('forgets failures after ten seconds of picture', async () => {
    const { opened, newest, run } = await playing();
    newest().events.fatal('x');
    vi.advanceTimersByTime(1_000);
    newest().events.fatal('x');
    vi.advanceTimersByTime(2_000);
    run(10);
    newest().events.fatal('x');
    vi.advanceTimersByTime(1_000);
    expect(opened).toHaveLength(4);
  });

  it('hears only the current playback', async () => {
    const { opened, newest, interruptions } = await playing();
    newest().events.fatal('x');
    vi.advanceTimersByTime(1_000);
    opened[0]?.events.fatal('again');
    expect(interruptions()).toBe(1);
  });

  it('loads the source again when the picture stands for ten seconds', async () => {
    const { player, opened, run } = await playing();
    run(3);
    run(9, 0);
    expect(opened).toHaveLength(1);
    run(1, 0);
    expect(player.view.phase).toBe('retrying');
  });

  it('lets the person pause for as long as they like', async () => {
    const { player, video, opened, run } = await playing();
    video.pause();
    run(120, 0);
    expect(player.view.phase).toBe('paused');
    expect(opened).toHaveLength(1);
    player.toggle();
    expect(player.view.phase).toBe('playing');
  });

  it('loads again after an end while the channel may be on air', async () => {
    const { player, video, opened, interruptions } = await playing();
    video.finish();
    expect(interruptions()).toBe(1);
    expect(player.view.phase).toBe('retrying');
    vi.advanceTimersByTime(1_000);
    expect(opened).toHaveLength(2);
  });

  it('shows what is buffered when the broadcast is over, then nothing', async () => {
    const { player, video, newest, interruptions } = await playing();
    player.drain();
    expect(player.view.phase).toBe('playing');
    expect(newest().destroyed).toBe(false);
    video.finish();
    expect(player.view.phase).toBe('idle');
    expect(newest().destroyed).toBe(true);
    expect(interruptions()).toBe(0);
  });

  it('waits for the end no longer than eight seconds', async () => {
    const { player, run } = await playing();
    player.drain();
    run(7);
    expect(player.view.phase).toBe('playing');
    run(1);
    expect(player.view.phase).toBe('idle');
  });

  it('plays again when the broadcast begins again, also before the old one has run out', async () => {
    const { player, opened, newest } = await playing();
    player.drain();
    player.play('/hls/demo/index.m3u8');
    expect(opened).toHaveLength(2);
    expect(opened[0]?.destroyed).toBe(true);
    vi.advanceTimersByTime(9_000);
    expect(newest().destroyed).toBe(false);
  });

  it('stops retrying when told to', async () => {
    const { player, opened, newest } = await playing();
    newest().events.fatal('x');
    player.drain();
    vi.advanceTimersByTime(60_000);
    expect(player.view.phase).toBe('idle');
    expect(opened).toHaveLength(1);
  });

  it('moves a viewer who follows live there when far behind', async () => {
    const { video, newest, run } = await playing();
    newest().edge = 40;
    video.currentTime = 20;
    run(1);
    expect(video.currentTime).toBe(21);
    run(1);
    expect(video.currentTime).toBe(40);
  });

  it('leaves a viewer who went back there, and shows how far', async () => {
    const { player, video, newest, run } = await playing();
    Object.assign(video, { currentTime: 100, start: 40, end: 102 });
    newest().edge = 100;
    player.skip(-10);
    expect(video.currentTime).toBe(90);
    run(5, 0.5);
    expect(player.view.behind).toBe(8);
    player.skip(-600);
    expect(video.currentTime).toBe(40);
    player.goLive();
    expect(video.currentTime).toBe(100);
    expect(player.view.behind).toBe(0);
  });

  it('is at live again after going forward past the edge', async () => {
    const { player, video, newest } = await playing();
    Object.assign(video, { currentTime: 90, start: 40, end: 102 });
    newest().edge = 100;
    player.skip(10);
    expect(video.currentTime).toBe(100);
  });

  it('offers the levels of the playlist', async () => {
    const { player, newest } = await playing();
    newest().events.levels(['360p', '720p']);
    player.choose(1);
    expect(player.view).toMatchObject({ levels: ['360p', '720p'], level: 1 });
    expect(newest().level).toBe(1);
    player.stop();
    expect(player.view.levels).toEqual([]);
  });
});

describe('retryDelay', () => {
  it('spreads by a quarter either way', () => {
    expect(retryDelay(1, () => 0)).toBe(750);
    expect(retryDelay(1, () => 1)).toBe(1_250);
    expect(retryDelay(40, () => 1)).toBe(12_500);
  });
});

describe('choosePlayback', () => {
  it.each([
    ['Chromium, which claims both', { hls: true, mediaSource: true, native: true }, 'hls'],
    ['an iPhone', { hls: true, mediaSource: false, native: true }, 'native'],
    ['an old iPhone', { hls: false, mediaSource: false, native: true }, 'native'],
    ['managed sources only', { hls: true, mediaSource: false, native: false }, 'hls'],
    ['nothing', { hls: false, mediaSource: false, native: false }, 'none'],
  ])('%s', (_name, can, expected) => {
    expect(choosePlayback(can)).toBe(expected);
  });
});
