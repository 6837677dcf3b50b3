package io.stanzacast.media.rtmp.handshake;

/** The first byte is not RTMP's. Carries no stack trace. */
public final class HandshakeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HandshakeException(String message) {
        super(message, null, false, false);
    }
}
