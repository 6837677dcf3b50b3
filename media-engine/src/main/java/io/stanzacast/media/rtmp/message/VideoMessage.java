package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §7.1.5.
 *
 * @param timestamp in milliseconds as the sender wrote it, 0 to 2^32-1
 * @param body of an FLV video tag; the receiver's own
 */
public record VideoMessage(long timestamp, int streamId, byte[] body) implements RtmpMessage {}
