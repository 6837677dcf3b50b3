/** One loaded source on one video element; a new load is a new playback. */
export interface Playback {
  readonly name: 'hls' | 'native';
  /** Where live is, in seconds of the video's time line; null while unknown. */
  liveEdge(): number | null;
  /** An index into the levels announced, or -1 for automatic. */
  choose(level: number): void;
  destroy(): void;
}

export interface PlaybackEvents {
  /** Nothing more will come from this playback. */
  fatal(reason: string): void;
  /** Names like `720p`, lowest first as the playlist has them. */
  levels(names: readonly string[]): void;
}

export type PlaybackFactory = (video: HTMLVideoElement, url: string, events: PlaybackEvents) => Playback;

export interface BrowserAbilities {
  /** hls.js can run. */
  readonly hls: boolean;
  /** The full MediaSource, not only the managed one of iPhones. */
  readonly mediaSource: boolean;
  /** The video element says that it plays playlists. */
  readonly native: boolean;
}

/**
 * hls.js wherever the full MediaSource is: Chromium also claims native HLS but plays six seconds behind. iPhones have only the
 * managed one, which loses AirPlay and is troubled by rate changes, so their own player is better.
 */
export function choosePlayback(can: BrowserAbilities): 'hls' | 'native' | 'none' {
  if (can.hls && can.mediaSource) return 'hls';
  if (can.native) return 'native';
  return can.hls ? 'hls' : 'none';
}
