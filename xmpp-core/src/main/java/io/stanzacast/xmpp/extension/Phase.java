package io.stanzacast.xmpp.extension;

/** When a hook runs: all of one phase before all of the next. Two hooks of one phase must commute. */
public enum Phase {
    /** May pass, reject or drop. */
    GUARD,
    /** May replace what the event carries. */
    ENRICH,
    /** May only look, or send something further. */
    OBSERVE
}
