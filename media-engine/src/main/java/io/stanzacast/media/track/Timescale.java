package io.stanzacast.media.track;

/**
 * A number of ticks per second, in which the times of a {@link Track} are counted (ISO/IEC 14496-12 §8.4.2).
 *
 * @param ticksPerSecond 1 to 1 000 000 000
 */
public record Timescale(int ticksPerSecond) {
    /** The usual one of video: every common frame rate is near a whole number of its ticks. */
    public static final Timescale VIDEO = new Timescale(90_000);

    /** RTMP's. */
    public static final Timescale MILLISECONDS = new Timescale(1000);

    public Timescale {
        if (ticksPerSecond < 1 || ticksPerSecond > 1_000_000_000) {
            throw new IllegalArgumentException("ticks per second: " + ticksPerSecond + " (expected: 1..1000000000)");
        }
    }

    /** The same instant counted in {@code target}, rounded to the nearest tick, halves up. Exact for any {@code ticks} below 2^53. */
    public long rescale(long ticks, Timescale target) {
        if (ticksPerSecond == target.ticksPerSecond) {
            return ticks;
        }
        long seconds = Math.floorDiv(ticks, ticksPerSecond);
        long rest = Math.floorMod(ticks, (long) ticksPerSecond);
        return seconds * target.ticksPerSecond
                + Math.floorDiv(2 * rest * target.ticksPerSecond + ticksPerSecond, 2L * ticksPerSecond);
    }
}
