import Hls, { ErrorTypes, Events, type ErrorData } from 'hls.js/light';
import type { Playback, PlaybackEvents } from './playback';

/** hls.js in low-latency mode. It never heals a fatal error, so that ends the playback. */
export function openHlsPlayback(video: HTMLVideoElement, url: string, events: PlaybackEvents): Playback {
  const hls = new Hls({
    lowLatencyMode: true,
    // 1 would mean: never catch up.
    maxLiveSyncPlaybackRate: 1.15,
    backBufferLength: 60,
  });
  let mayRecover = true;

  hls.on(Events.MANIFEST_PARSED, () => events.levels(hls.levels.map((level, i) => (level.height ? `${level.height}p` : `Level ${i + 1}`))));
  hls.on(Events.ERROR, (_event: string, data: ErrorData) => {
    if (!data.fatal) return;
    if (data.type === ErrorTypes.MEDIA_ERROR && mayRecover && data.details !== 'levelParsingError') {
      mayRecover = false;
      hls.recoverMediaError();
      return;
    }
    events.fatal(data.details);
  });
  hls.attachMedia(video);
  hls.loadSource(url);

  return {
    name: 'hls',
    liveEdge: () => hls.liveSyncPosition,
    choose: (level) => {
      hls.nextLevel = level;
    },
    destroy: () => hls.destroy(),
  };
}

export function hlsCanRun(): boolean {
  return Hls.isSupported();
}
