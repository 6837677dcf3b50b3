package io.stanzacast.media.rtmp;

/**
 * Turns the time stamps of one track into times of the {@link Timeline}. The wire has 32 bits (RTMP 1.0 §5.1), but FFmpeg and OBS fill 31:
 * a fall by about 2^31 or 2^32 is a wrap, any other leap a new clock. Owner: the publisher's event loop.
 */
final class TrackClock {
    private static final long WRAP = 1L << 31;

    private final Timeline timeline;
    private long last;
    private long offset;
    private boolean seen;

    TrackClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The time for a stamp as it was received, 0 to 2^32-1. */
    long millis(long stamp) {
        timeline.startOnce(stamp);
        if (seen) {
            long step = nearest(stamp - last);
            if (step >= -Timeline.MAX_BACKWARD && step <= Timeline.MAX_LEAP) {
                return accept(last + step);
            }
        }
        return join(stamp);
    }

    /** Tries the clock that the other track shows; if that does not fit either, there is a new one. */
    private long join(long stamp) {
        long shared = timeline.newest() - timeline.offset();
        long step = nearest(stamp - shared);
        boolean nearOthers = Math.abs(step) <= Timeline.MAX_LEAP;
        if (nearOthers && (!seen || timeline.newest() + step >= last + offset - Timeline.MAX_BACKWARD)) {
            offset = timeline.offset();
            last = shared + step;
            return accept(last);
        }
        if (seen) {
            timeline.breakAt(stamp);
            offset = timeline.offset();
        } else {
            offset = timeline.newest() - stamp;
        }
        last = stamp;
        return accept(stamp);
    }

    private long accept(long rtmpMillis) {
        last = seen ? Math.max(last, rtmpMillis) : rtmpMillis;
        seen = true;
        timeline.reached(rtmpMillis + offset);
        return rtmpMillis + offset;
    }

    /** The smallest distance that leads to the same stamp when only 31 bits count. */
    private static long nearest(long distance) {
        return Math.floorMod(distance + WRAP / 2, WRAP) - WRAP / 2;
    }
}
