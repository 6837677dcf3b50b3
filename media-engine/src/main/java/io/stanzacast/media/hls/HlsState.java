package io.stanzacast.media.hls;

/** Whether viewers find something under a path. */
public enum HlsState {
    /** Not on air: whatever a publisher sends is not shown. An ended playlist may still be there for those who were watching. */
    OFFLINE,
    /** On air, but nothing can be played yet: no publisher, or not one whole segment of it. */
    STARTING,
    /** On air and playable. */
    LIVE
}
