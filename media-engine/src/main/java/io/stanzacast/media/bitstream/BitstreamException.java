package io.stanzacast.media.bitstream;

/** Bytes that are not what the codec's specification says, or that say what no player here could show. Carries no stack trace. */
public final class BitstreamException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BitstreamException(String message) {
        super(message, null, false, false);
    }
}
