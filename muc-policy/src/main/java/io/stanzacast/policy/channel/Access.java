package io.stanzacast.policy.channel;

import java.util.Locale;

/** Who may watch a channel and join its room. */
public enum Access {
    /** Everybody, and it is listed. */
    PUBLIC,
    /** Everybody who knows its name. */
    UNLISTED,
    /** Its owners, moderators and members. */
    MEMBERS,
    /** Who knows its password. */
    PASSWORD;

    /** Whether anybody may watch who knows where. */
    public boolean isOpen() {
        return this == PUBLIC || this == UNLISTED;
    }

    /** As files and commands say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
