package io.stanzacast.bosh;

import io.stanzacast.xmpp.stream.StreamError;
import java.util.Locale;

/** Why a session ends (XEP-0124 §17.2): those of the conditions that this server has a cause for. */
enum TerminalCondition {
    BAD_REQUEST,
    HOST_GONE,
    HOST_UNKNOWN,
    IMPROPER_ADDRESSING,
    INTERNAL_SERVER_ERROR,
    ITEM_NOT_FOUND,
    OTHER_REQUEST,
    POLICY_VIOLATION,
    REMOTE_STREAM_ERROR,
    SYSTEM_SHUTDOWN;

    /** As on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a stream's error is called; most are {@link #REMOTE_STREAM_ERROR}, with the error inside. */
    static TerminalCondition of(StreamError.Condition error) {
        return switch (error) {
            case HOST_GONE -> HOST_GONE;
            case HOST_UNKNOWN -> HOST_UNKNOWN;
            case IMPROPER_ADDRESSING -> IMPROPER_ADDRESSING;
            case SYSTEM_SHUTDOWN -> SYSTEM_SHUTDOWN;
            case INTERNAL_SERVER_ERROR -> INTERNAL_SERVER_ERROR;
            default -> REMOTE_STREAM_ERROR;
        };
    }
}
