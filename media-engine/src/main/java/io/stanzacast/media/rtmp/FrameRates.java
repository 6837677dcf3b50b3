package io.stanzacast.media.rtmp;

import io.stanzacast.media.track.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the exact frame rate behind a rounded number or behind times in milliseconds. */
final class FrameRates {
    private static final double TOLERANCE = 0.005;
    private static final double SAME = 0.01;
    private static final int MIN_PICTURES = 8;

    /** Rounding to milliseconds moves two times against each other by less than one. */
    private static final double MAX_SPREAD_MILLIS = 1.02;

    private static final List<FrameRate> KNOWN = known();

    private FrameRates() {}

    private static List<FrameRate> known() {
        List<FrameRate> rates = new ArrayList<>();
        for (int thousands : new int[] {24, 30, 48, 60, 120}) {
            rates.add(new FrameRate(thousands * 1000, 1001));
        }
        for (int whole = 1; whole <= 60; whole++) {
            rates.add(new FrameRate(whole, 1));
        }
        for (int whole : new int[] {72, 75, 90, 100, 120, 144, 240}) {
            rates.add(new FrameRate(whole, 1));
        }
        rates.add(new FrameRate(15, 2));
        rates.add(new FrameRate(25, 2));
        return List.copyOf(rates);
    }

    /** The usual rate next to a decimal number such as 29.97; empty if none is near. */
    static Optional<FrameRate> near(double framesPerSecond) {
        FrameRate best = null;
        double distance = TOLERANCE;
        for (FrameRate rate : KNOWN) {
            double off = Math.abs(rate.framesPerSecond() - framesPerSecond);
            if (off < distance) {
                distance = off;
                best = rate;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * What the publisher declares, if that can be believed.
     *
     * @param timing of the sequence parameter set
     * @param fixed whether that set promises it
     * @param metadata frames per second by onMetaData, 0 for none
     */
    static Optional<FrameRate> declared(@Nullable FrameRate timing, boolean fixed, double metadata) {
        Optional<FrameRate> hinted = near(metadata);
        if (timing == null) {
            return hinted;
        }
        FrameRate exact = near(timing.framesPerSecond()).orElse(timing);
        if (metadata > 0) {
            double ratio = metadata / exact.framesPerSecond();
            boolean agree = Math.abs(ratio - 1) < SAME;
            return !agree ? Optional.empty() : fixed ? Optional.of(exact) : hinted;
        }
        return fixed ? Optional.of(exact) : Optional.empty();
    }

    /** The rate whose even grid explains all {@code millis}, of which most must be one frame apart; empty if none does. */
    static Optional<FrameRate> measure(long[] millis) {
        if (millis.length < MIN_PICTURES) {
            return Optional.empty();
        }
        FrameRate best = null;
        double spread = MAX_SPREAD_MILLIS;
        for (FrameRate rate : KNOWN) {
            double candidate = spread(millis, 1000 / rate.framesPerSecond());
            if (candidate < spread) {
                spread = candidate;
                best = rate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double spread(long[] millis, double frame) {
        double low = 0;
        double high = 0;
        long index = 0;
        int singles = 0;
        for (int i = 1; i < millis.length; i++) {
            long at = Math.round((millis[i] - millis[0]) / frame);
            singles += at == index + 1 ? 1 : 0;
            double off = millis[i] - millis[0] - at * frame;
            low = Math.min(low, off);
            high = Math.max(high, off);
            index = at;
        }
        return singles * 4 >= (millis.length - 1) * 3 ? high - low : Double.MAX_VALUE;
    }
}
