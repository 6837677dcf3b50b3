package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §5.4.5.
 *
 * @param size the window in bytes
 * @param limitType 0 hard, 1 soft, 2 dynamic
 */
public record SetPeerBandwidth(int size, int limitType) implements RtmpMessage {}
