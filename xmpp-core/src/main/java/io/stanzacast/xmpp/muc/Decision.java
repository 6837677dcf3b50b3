package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.StanzaError;
import org.jspecify.annotations.Nullable;

/** What a {@link RoomPolicy} answers. */
public sealed interface Decision permits Decision.Allowed, Decision.Denied {
    /** Nothing speaks against it. */
    record Allowed() implements Decision {}

    /** @param error what the asker gets */
    record Denied(StanzaError error) implements Decision {}

    static Decision allowed() {
        return new Allowed();
    }

    static Decision denied(StanzaError.Condition condition, @Nullable String text) {
        return new Denied(new StanzaError(condition, text));
    }
}
