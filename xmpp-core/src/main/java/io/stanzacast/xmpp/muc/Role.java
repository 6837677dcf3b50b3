package io.stanzacast.xmpp.muc;

import java.util.Locale;
import java.util.Optional;

/** The association of an occupant with a room for one visit (XEP-0045 §5.1), the highest first; {@link #NONE} is nobody inside. */
public enum Role {
    MODERATOR,
    PARTICIPANT,
    VISITOR,
    NONE;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Role other) {
        return ordinal() <= other.ordinal();
    }

    /** Reads the word of the wire; empty if it is none. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
