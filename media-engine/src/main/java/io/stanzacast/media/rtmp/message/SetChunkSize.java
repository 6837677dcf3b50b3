package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §5.4.1; we only send it, what is received ends in the chunk decoder.
 *
 * @param size 1 to 16777215
 */
public record SetChunkSize(int size) implements RtmpMessage {}
