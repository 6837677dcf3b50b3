package io.stanzacast.media.rtmp.message;

/** A message whose body is not what its type demands. Carries no stack trace. */
public final class MessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MessageException(String message) {
        super(message, null, false, false);
    }
}
