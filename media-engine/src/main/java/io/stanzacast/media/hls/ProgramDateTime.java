package io.stanzacast.media.hls;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Wall time of the media (draft-pantos-hls-rfc8216bis-22 §4.4.4.6): read from the server's clock where a time line begins, then counted by
 * the media, so that it agrees with the segments' durations. A publisher's clock that runs otherwise is followed in steps too small to be
 * noticed. Owner: the publisher's event loop.
 */
final class ProgramDateTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final long TOLERATED_MILLIS = 250;
    private static final long STEP_MILLIS = 5;

    private final Clock clock;
    private boolean anchored;
    private long offsetMillis;

    ProgramDateTime(Clock clock) {
        this.clock = clock;
    }

    /** Media time {@code micros} is now, unless that would be before what was already dated. */
    void anchor(long micros) {
        long now = clock.millis() - micros / 1000;
        offsetMillis = anchored ? Math.max(now, offsetMillis) : now;
        anchored = true;
    }

    /** A segment that begins at {@code micros} begins to arrive now. */
    void correct(long micros) {
        long late = clock.millis() - micros / 1000 - offsetMillis;
        if (Math.abs(late) > TOLERATED_MILLIS) {
            offsetMillis += late > 0 ? STEP_MILLIS : -STEP_MILLIS;
        }
    }

    String at(long micros) {
        return FORMAT.format(Instant.ofEpochMilli(offsetMillis + micros / 1000));
    }
}
