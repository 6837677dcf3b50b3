package io.stanzacast.media.rtmp;

import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Timescale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts pictures, whose times are whole milliseconds on the wire, back on the even grid of their frame rate. A picture that is off by three
 * quarters of a frame skips frames or begins the grid anew, so that it never drifts from the publisher's clock. Without a frame rate times
 * stay as they are. Decode times always rise. Owner: the publisher's event loop.
 */
final class VideoGrid {
    private static final int TICKS_PER_MILLI = 90;
    private static final int OBSERVED = 64;
    private static final int MAX_COMPOSITION_MILLIS = 5000;

    private final @Nullable FrameRate rate;
    private final long frame;
    private final long[] observed = new long[OBSERVED];
    private int observations;
    private int strays;
    private boolean doubtful;
    private boolean anchored;
    private long anchor;
    private long index;
    private long dts;
    private long pts;

    /** @param lastDts ticks after which the first picture must come */
    VideoGrid(@Nullable FrameRate rate, long lastDts) {
        this.rate = rate;
        this.frame = rate == null ? 1 : rate.ticksOf(1, Timescale.VIDEO);
        this.dts = lastDts;
    }

    @Nullable
    FrameRate rate() {
        return rate;
    }

    /** Then {@link #dts} and {@link #pts} are this picture's. */
    void place(long millis, int compositionMillis) {
        observe(millis);
        int composition = Math.abs(compositionMillis) > MAX_COMPOSITION_MILLIS ? 0 : compositionMillis;
        long ticks = millis * TICKS_PER_MILLI;
        if (rate == null) {
            dts = Math.max(ticks, dts + 1);
            pts = dts + composition * (long) TICKS_PER_MILLI;
            return;
        }
        if (anchored) {
            advance(ticks, rate);
        } else {
            anchorAt(Math.max(ticks, dts + 1));
        }
        dts = anchor + rate.ticksOf(index, Timescale.VIDEO);
        long frames = Math.floorDiv(2L * composition * TICKS_PER_MILLI + frame, 2 * frame);
        pts = anchor + rate.ticksOf(index + frames, Timescale.VIDEO);
    }

    private void advance(long ticks, FrameRate even) {
        long error = ticks - anchor - even.ticksOf(index + 1, Timescale.VIDEO);
        long steps = Math.floorDiv(2 * error + frame, 2 * frame);
        long stray = error - steps * frame;
        if (Math.abs(stray) > frame / 4) {
            strays++;
        }
        if (Math.abs(error) <= frame * 3 / 4) {
            index++;
        } else if (error < 0) {
            anchorAt(Math.max(ticks, dts + frame / 2));
        } else if (Math.abs(stray) <= frame / 4) {
            index += 1 + steps;
        } else {
            anchorAt(ticks);
        }
    }

    private void anchorAt(long ticks) {
        anchor = ticks;
        index = 0;
        anchored = true;
    }

    private void observe(long millis) {
        observed[observations % OBSERVED] = millis;
        observations++;
        if (observations % OBSERVED == 0) {
            doubtful |= strays > OBSERVED / 4;
            strays = 0;
        }
    }

    long dts() {
        return dts;
    }

    long pts() {
        return pts;
    }

    /** Whether many pictures lay between the grid's places: then the frame rate is another, or none. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** The frame rate that the latest pictures really had. */
    Optional<FrameRate> observedRate() {
        int count = Math.min(observations, OBSERVED);
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = observed[(observations - count + i) % OBSERVED];
        }
        return FrameRates.measure(times);
    }
}
