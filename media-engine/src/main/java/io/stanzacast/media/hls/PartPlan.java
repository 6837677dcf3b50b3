package io.stanzacast.media.hls;

import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.time.Duration;
import java.util.Optional;

/**
 * How long parts are. Every part but a segment's last must last between 85 % and 100 % of the part target
 * (draft-pantos-hls-rfc8216bis-22 §4.4.4.9), and the target may never change, so it follows from the number of whole frames that comes
 * nearest to the wanted duration: at 24 frames per second five frames, 208.3 ms, for a target of 0.21 s.
 *
 * @param even whether frames come at an even distance, so that the end of one is known before the next has come
 * @param frameTicks the duration of a frame; a guess at a variable rate
 * @param partTicks the duration of a full part
 * @param targetMicros the part target
 * @param limitTicks the part target, rounded down: no part is longer
 * @param floorTicks 85 % of the part target, rounded up
 */
record PartPlan(boolean even, long frameTicks, long partTicks, long targetMicros, long limitTicks, long floorTicks) {
    static final Timescale MICROS = new Timescale(1_000_000);

    /** At a variable rate only a target this long leaves room for gaps between frames. */
    private static final long VARIABLE_TARGET_MICROS = 500_000;

    private static final int GUESSED_FRAMES_PER_SECOND = 30;

    /** The plan for a presentation that begins with {@code clock}, the track by which it is cut. */
    static PartPlan of(Track clock, Duration wanted) {
        long wantedMicros = wanted.toMillis() * 1000;
        Optional<FrameRate> rate = rateOf(clock);
        if (rate.isEmpty()) {
            return variable(clock, Math.max(wantedMicros, VARIABLE_TARGET_MICROS));
        }
        long frames = Math.max(1, Math.round(wantedMicros * rate.get().framesPerSecond() / 1e6));
        long micros = MICROS.ticksPerSecond() * frames * rate.get().denominator();
        long numerator = rate.get().numerator();
        // Not whole milliseconds: rounded up with one to spare, since single parts may be a tick longer than the mean.
        long target =
                micros % (1000 * numerator) == 0 ? micros / numerator : (ceilDiv(micros, 1000 * numerator) + 1) * 1000;
        return even(clock, rate.get(), frames, target);
    }

    /** The plan for {@code clock} when the part target was fixed by an earlier track. */
    static PartPlan within(long targetMicros, Track clock) {
        Optional<FrameRate> rate = rateOf(clock);
        if (rate.isEmpty()) {
            return variable(clock, targetMicros);
        }
        long frames =
                targetMicros * rate.get().numerator() / (1_000_000L * rate.get().denominator());
        return even(clock, rate.get(), Math.max(1, frames), targetMicros);
    }

    private static PartPlan even(Track clock, FrameRate rate, long frames, long targetMicros) {
        long limit = ticks(clock, targetMicros);
        long part = Math.min(rate.ticksOf(frames, clock.timescale()), limit);
        return new PartPlan(
                true, rate.ticksOf(1, clock.timescale()), part, targetMicros, limit, floor(clock, targetMicros));
    }

    private static PartPlan variable(Track clock, long targetMicros) {
        long limit = ticks(clock, targetMicros);
        long frame = clock.timescale().ticksPerSecond() / GUESSED_FRAMES_PER_SECOND;
        return new PartPlan(false, frame, limit, targetMicros, limit, floor(clock, targetMicros));
    }

    private static Optional<FrameRate> rateOf(Track clock) {
        if (clock.codec() instanceof Codec.Aac aac) {
            return Optional.of(new FrameRate(aac.sampleRate(), Codec.Aac.SAMPLES_PER_PACKET));
        }
        return clock.evenFrameRate();
    }

    private static long ticks(Track clock, long micros) {
        return micros * clock.timescale().ticksPerSecond() / 1_000_000;
    }

    private static long floor(Track clock, long targetMicros) {
        return ceilDiv(targetMicros * clock.timescale().ticksPerSecond() * 85, 100_000_000);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
