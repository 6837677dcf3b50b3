package io.stanzacast.media.rtmp.chunk;

/** Bytes that are no chunk stream, or one beyond the limits. The connection cannot go on. Carries no stack trace. */
public final class ChunkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChunkException(String message) {
        super(message, null, false, false);
    }
}
