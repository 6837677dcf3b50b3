package io.stanzacast.media.rtmp;

import io.stanzacast.media.container.flv.UnsupportedMediaException;

/**
 * The time all tracks of one publisher share: milliseconds that never leap, whatever the publisher's clock does. Begins at
 * {@value #START_MILLIS}, so that a packet of another track a little before the first, or a picture shown before it is decoded, still has a
 * positive time. Owner: the publisher's event loop.
 */
final class Timeline {
    static final long START_MILLIS = 1000;

    /** More than this ahead or behind is no gap but another clock. */
    static final long MAX_LEAP = 10_000;

    /** Interleaving and reordering explain a step back of no more than this. */
    static final long MAX_BACKWARD = 1000;

    private static final long STEP_OVER_BREAK = 20;
    private static final int MAX_BREAKS_PER_MINUTE = 30;

    private long offset;
    private long newest;
    private boolean started;
    private boolean broken;
    private int breaks;

    /** What must be added to the publisher's time, by its present clock. */
    long offset() {
        return offset;
    }

    /** The latest time given out. */
    long newest() {
        return newest;
    }

    void startOnce(long rtmpMillis) {
        if (!started) {
            started = true;
            offset = START_MILLIS - rtmpMillis;
            newest = START_MILLIS;
        }
    }

    void reached(long millis) {
        newest = Math.max(newest, millis);
    }

    /** The publisher's clock now says {@code rtmpMillis}, out of all relation to what it said before. */
    void breakAt(long rtmpMillis) {
        offset = newest + STEP_OVER_BREAK - rtmpMillis;
        broken = true;
        breaks++;
        if (breaks > MAX_BREAKS_PER_MINUTE) {
            throw new UnsupportedMediaException("time stamps: more than " + MAX_BREAKS_PER_MINUTE
                    + " leaps in a minute (expected: a steady clock)");
        }
    }

    /** Whether the clock broke since the last call. */
    boolean takeBreak() {
        boolean was = broken;
        broken = false;
        return was;
    }

    void minutePassed() {
        breaks = 0;
    }
}
