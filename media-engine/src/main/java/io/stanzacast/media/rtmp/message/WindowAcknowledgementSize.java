package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §5.4.4.
 *
 * @param size in bytes
 */
public record WindowAcknowledgementSize(int size) implements RtmpMessage {}
