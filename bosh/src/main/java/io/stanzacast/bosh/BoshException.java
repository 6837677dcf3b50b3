package io.stanzacast.bosh;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that cannot be taken. Has no stack trace. */
final class BoshException extends Exception {
    private final TerminalCondition condition;
    private final @Nullable String sid;

    BoshException(TerminalCondition condition, String message) {
        this(condition, message, null);
    }

    /** @param sid of the session, as far as it was legible */
    BoshException(TerminalCondition condition, String message, @Nullable String sid) {
        super(message, null, false, false);
        this.condition = condition;
        this.sid = sid;
    }

    TerminalCondition condition() {
        return condition;
    }

    Optional<String> sid() {
        return Optional.ofNullable(sid);
    }
}
