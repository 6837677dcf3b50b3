package io.stanzacast.policy.channel;

/** Who may watch a channel and join its room. */
public enum Access {
    /** Everybody, and it is listed. */
    PUBLIC
}
