package io.stanzacast.policy.broadcast.jibri;

import java.util.Locale;

/** {@code failure_reason}: why a session is off when nobody stopped it. */
public enum FailureReason {
    BUSY,
    ERROR;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
