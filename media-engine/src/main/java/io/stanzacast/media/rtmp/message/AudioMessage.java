package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §7.1.4.
 *
 * @param timestamp in milliseconds as the sender wrote it, 0 to 2^32-1
 * @param body of an FLV audio tag; the receiver's own
 */
public record AudioMessage(long timestamp, int streamId, byte[] body) implements RtmpMessage {}
