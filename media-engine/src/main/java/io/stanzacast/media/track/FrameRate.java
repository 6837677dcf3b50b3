package io.stanzacast.media.track;

/**
 * Frames per second as a fraction, since 30000/1001 is no decimal number.
 *
 * @param numerator frames, 1 to 1 000 000
 * @param denominator seconds, 1 to 1 000 000
 */
public record FrameRate(int numerator, int denominator) {
    public FrameRate {
        if (numerator < 1 || numerator > 1_000_000 || denominator < 1 || denominator > 1_000_000) {
            throw new IllegalArgumentException(
                    "frame rate: " + numerator + "/" + denominator + " (expected: 1..1000000 each)");
        }
    }

    /** The start of frame {@code index} (counted from 0), in ticks; accumulates no rounding error. */
    public long ticksOf(long index, Timescale timescale) {
        return Math.floorDiv(2 * index * denominator * timescale.ticksPerSecond() + numerator, 2L * numerator);
    }

    public double framesPerSecond() {
        return (double) numerator / denominator;
    }
}
