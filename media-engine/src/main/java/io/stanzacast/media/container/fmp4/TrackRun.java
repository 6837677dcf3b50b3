package io.stanzacast.media.container.fmp4;

import java.util.List;

/**
 * The samples of one track that go into one fragment, in decoding order.
 *
 * @param trackId as in the initialization section
 * @param decodeTimeTicks of the first sample, at least 0
 * @param samples at least one
 */
public record TrackRun(int trackId, long decodeTimeTicks, List<Sample> samples) {
    public TrackRun {
        if (decodeTimeTicks < 0) {
            throw new IllegalArgumentException("decode time: " + decodeTimeTicks + " (expected: 0 or more)");
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("samples: none (expected: at least one)");
        }
        samples = List.copyOf(samples);
    }
}
