import type { Playback, PlaybackEvents } from './playback';

/** Seconds that a plain player keeps from the end of what may be sought. */
const HOLD_BACK = 6;

/** The browser's own HLS. It chooses the quality itself. */
export function openNativePlayback(video: HTMLVideoElement, url: string, events: PlaybackEvents): Playback {
  const onError = (): void => events.fatal(`media error ${video.error?.code ?? 0}`);
  video.addEventListener('error', onError);
  video.src = url;

  return {
    name: 'native',
    liveEdge: () => {
      const { seekable } = video;
      return seekable.length > 0 ? Math.max(seekable.start(seekable.length - 1), seekable.end(seekable.length - 1) - HOLD_BACK) : null;
    },
    choose: () => {},
    destroy: () => {
      video.removeEventListener('error', onError);
      video.removeAttribute('src');
      video.load();
    },
  };
}
