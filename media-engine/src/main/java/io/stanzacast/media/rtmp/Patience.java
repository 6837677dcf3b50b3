package io.stanzacast.media.rtmp;

import java.util.Optional;

/** Counts seconds and says when a connection has used up its time in one state. Owner: the connection's event loop. */
final class Patience {
    private static final int MAX_CHECKING_SECONDS = 30;
    private static final int MAX_UNWRITABLE_SECONDS = 10;

    private final RtmpConfig config;
    private ConnectionState state = ConnectionState.OPENED;
    private int seconds;
    private int unwritableSeconds;

    Patience(RtmpConfig config) {
        this.config = config;
    }

    /** Returns why the connection must close, if it must. */
    Optional<String> secondPassed(ConnectionState now, boolean writable) {
        seconds = now == state ? seconds + 1 : 1;
        state = now;
        unwritableSeconds = writable ? 0 : unwritableSeconds + 1;
        if (unwritableSeconds >= MAX_UNWRITABLE_SECONDS) {
            return Optional.of("does not read what it is sent");
        }
        return switch (state) {
            case OPENED -> over("connect", config.connectSeconds());
            case CONNECTED -> over("publish", config.publishSeconds());
            case CHECKING -> over("decision on the stream key", MAX_CHECKING_SECONDS);
            case PUBLISHING, LEAVING -> Optional.empty();
        };
    }

    private Optional<String> over(String awaited, int max) {
        return seconds < max ? Optional.empty() : Optional.of("no " + awaited + " within " + max + " s");
    }
}
