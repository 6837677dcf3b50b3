package io.stanzacast.xmpp.stream;

import org.jspecify.annotations.Nullable;

/** The peer broke the stream: it is told why and the connection closes (RFC 6120 §4.9.1). Has no stack trace. */
public final class StreamException extends Exception {
    private final transient StreamError error;

    public StreamException(StreamError.Condition condition, @Nullable String text) {
        super(condition.word() + (text == null ? "" : ": " + text), null, false, false);
        this.error = new StreamError(condition, text);
    }

    public StreamError error() {
        return error;
    }
}
