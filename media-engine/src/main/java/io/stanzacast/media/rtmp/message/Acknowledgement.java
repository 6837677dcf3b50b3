package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §5.4.3.
 *
 * @param sequenceNumber bytes received so far, modulo 2^32
 */
public record Acknowledgement(long sequenceNumber) implements RtmpMessage {}
