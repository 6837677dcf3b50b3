package io.stanzacast.xmpp.stanza;

import org.jspecify.annotations.Nullable;

/** A stanza cannot be served: its sender gets an error reply and the stream lives (RFC 6120 §8.3). Has no stack trace. */
public final class StanzaException extends Exception {
    private final transient StanzaError error;

    public StanzaException(StanzaError.Condition condition, @Nullable String text) {
        this(new StanzaError(condition, text));
    }

    public StanzaException(StanzaError error) {
        super(error.condition().word() + (error.text() == null ? "" : ": " + error.text()), null, false, false);
        this.error = error;
    }

    public StanzaError error() {
        return error;
    }
}
