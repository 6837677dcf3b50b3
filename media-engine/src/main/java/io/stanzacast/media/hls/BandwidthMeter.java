package io.stanzacast.media.hls;

import io.stanzacast.media.track.Track;
import java.util.List;

/** How much the segments of a presentation hold (draft-pantos-hls-rfc8216bis-22 §4.4.6.2). Owner: the publisher's event loop. */
final class BandwidthMeter {
    /** Metadata that claim more than this times what was seen are not believed. */
    private static final int MAX_CLAIM = 4;

    /** Shorter segments say nothing about a rate. */
    private static final long MIN_MICROS = 500_000;

    private long peak;
    private long bits;
    private long micros;
    private long picturesPerMegasecond;

    /**
     * @param peak bits per second of the largest segment
     * @param mean bits per second of all
     * @param picturesPerSecond of the fastest segment
     */
    record Estimate(long peak, long mean, double picturesPerSecond) {
        /** What a multivariant playlist announces: a fifth above the larger of what was seen and what the publisher says. */
        long bandwidth(List<Track> tracks) {
            return Math.max(peak, claimed(tracks)) * 6 / 5;
        }

        long averageBandwidth(List<Track> tracks) {
            return Math.min(bandwidth(tracks), Math.max(mean, claimed(tracks)));
        }

        private long claimed(List<Track> tracks) {
            long sum = 0;
            for (Track track : tracks) {
                sum += Math.max(0, track.bitsPerSecond());
            }
            return sum > MAX_CLAIM * peak ? 0 : sum;
        }
    }

    void add(long segmentBytes, long segmentMicros, long pictures) {
        if (segmentMicros <= 0) {
            return;
        }
        bits += 8 * segmentBytes;
        micros += segmentMicros;
        if (peak == 0 || segmentMicros >= MIN_MICROS) {
            peak = Math.max(peak, 8_000_000 * segmentBytes / segmentMicros);
            picturesPerMegasecond = Math.max(picturesPerMegasecond, 1_000_000_000_000L * pictures / segmentMicros);
        }
    }

    Estimate estimate() {
        long mean = micros == 0 ? 0 : (long) ((double) bits * 1_000_000 / micros);
        return new Estimate(peak, mean, picturesPerMegasecond / 1e6);
    }
}
