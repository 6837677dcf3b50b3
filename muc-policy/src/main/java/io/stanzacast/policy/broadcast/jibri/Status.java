package io.stanzacast.policy.broadcast.jibri;

import java.util.Locale;

/** {@code status} of a session. */
public enum Status {
    PENDING,
    ON,
    OFF;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
