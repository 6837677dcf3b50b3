package io.stanzacast.xmpp.muc;

import java.util.Locale;
import java.util.Optional;

/** The long-lived association of a bare address with a room (XEP-0045 §5.2), the highest first. */
public enum Affiliation {
    OWNER,
    ADMIN,
    MEMBER,
    NONE,
    OUTCAST;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Affiliation other) {
        return ordinal() <= other.ordinal();
    }

    public boolean isAbove(Affiliation other) {
        return ordinal() < other.ordinal();
    }

    /** Reads the word of the wire; empty if it is none. */
    public static Optional<Affiliation> of(String word) {
        for (Affiliation affiliation : values()) {
            if (affiliation.word().equals(word)) {
                return Optional.of(affiliation);
            }
        }
        return Optional.empty();
    }
}
