package io.stanzacast.policy.broadcast.jibri;

import java.util.Locale;
import java.util.Optional;

/** {@code recording_mode}: what a session does with the stream. */
public enum Mode {
    STREAM,
    FILE;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> of(String word) {
        for (Mode mode : values()) {
            if (mode.word().equalsIgnoreCase(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
