package io.stanzacast.media.container.flv;

/** A codec or form that cannot be taken; the message names it and what is expected, fit for the streamer. Carries no stack trace. */
public final class UnsupportedMediaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsupportedMediaException(String message) {
        super(message, null, false, false);
    }
}
