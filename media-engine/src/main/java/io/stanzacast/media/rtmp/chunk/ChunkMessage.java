package io.stanzacast.media.rtmp.chunk;

/**
 * A message as the chunk stream carries it.
 *
 * @param chunkStreamId 2 to 65599; of what is received nothing follows from it
 * @param type RTMP 1.0 §5.4, §6.1, §7.1: 0 to 255
 * @param timestamp in milliseconds, 0 to 2^32-1, as the sender wrote it
 * @param streamId 0 for the connection itself
 * @param body exactly as long as the message; not shared with anybody else
 */
public record ChunkMessage(int chunkStreamId, int type, long timestamp, int streamId, byte[] body) {
    public static final int SET_CHUNK_SIZE = 1;
    public static final int ABORT = 2;
    public static final int ACKNOWLEDGEMENT = 3;
    public static final int WINDOW_ACKNOWLEDGEMENT_SIZE = 5;
    public static final int AUDIO = 8;
    public static final int VIDEO = 9;

    /** The chunk stream of protocol control messages. */
    public static final int CONTROL_STREAM = 2;
}
