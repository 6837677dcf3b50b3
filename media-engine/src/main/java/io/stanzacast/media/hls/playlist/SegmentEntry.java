package io.stanzacast.media.hls.playlist;

import java.util.List;

/**
 * One segment in a media playlist, or the parts of the one that is still being made.
 *
 * @param uri relative to the playlist; not shown for an open segment
 * @param durationMicros the sum of its parts
 * @param programDateTime of its first sample (§4.4.4.6), as it is written
 * @param discontinuity whether {@code EXT-X-DISCONTINUITY} stands before it (§4.4.4.3)
 * @param mapUri its initialization section (§4.4.4.5)
 * @param parts that are to be listed; empty if they are too old
 */
public record SegmentEntry(
        String uri,
        long durationMicros,
        String programDateTime,
        boolean discontinuity,
        String mapUri,
        List<PartEntry> parts) {}
