package io.stanzacast.media.hls;

import io.stanzacast.media.live.StreamPath;

/** Learns how paths go on and off air. */
@FunctionalInterface
public interface HlsStateListener {
    /**
     * Called on one event loop, never twice at the same time, and must not block. States that lasted only for a moment may be left out;
     * the last one never is.
     */
    void changed(StreamPath path, HlsState state);
}
