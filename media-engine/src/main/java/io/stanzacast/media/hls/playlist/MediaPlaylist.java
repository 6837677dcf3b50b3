package io.stanzacast.media.hls.playlist;

import java.util.List;
import java.util.Optional;

/**
 * A live media playlist with parts (draft-pantos-hls-rfc8216bis-22 §4.4.3).
 *
 * @param targetSeconds the target duration, which never changes
 * @param partTargetMicros the part target, which never changes
 * @param skipUntilSeconds what {@code CAN-SKIP-UNTIL} says; 0 if there are no delta updates
 * @param mediaSequence of the first segment
 * @param discontinuitySequence discontinuities that have left the playlist
 * @param independentSegments whether every segment begins with a key frame
 * @param segments complete ones, oldest first
 * @param open the segment in the making, if it has a part
 * @param nextPartUri the part that the server holds requests for; empty if none will come
 * @param ended whether nothing will follow
 */
public record MediaPlaylist(
        int targetSeconds,
        long partTargetMicros,
        int skipUntilSeconds,
        long mediaSequence,
        long discontinuitySequence,
        boolean independentSegments,
        List<SegmentEntry> segments,
        Optional<SegmentEntry> open,
        Optional<String> nextPartUri,
        boolean ended) {

    /** What a player that asked for the whole playlist gets. */
    public String encode() {
        return new MediaPlaylistEncoder(this).encode(0);
    }

    /** The delta update (§6.2.5.1): all segments further from the end than the skip boundary are left out; whole if there are none. */
    public String encodeDelta() {
        return new MediaPlaylistEncoder(this).encode(skippable());
    }

    private int skippable() {
        if (skipUntilSeconds == 0 || ended) {
            return 0;
        }
        long fromEnd = open.map(SegmentEntry::durationMicros).orElse(0L);
        int kept = segments.size();
        while (kept > 0 && fromEnd <= skipUntilSeconds * 1_000_000L) {
            kept--;
            fromEnd += segments.get(kept).durationMicros();
        }
        return kept;
    }
}
