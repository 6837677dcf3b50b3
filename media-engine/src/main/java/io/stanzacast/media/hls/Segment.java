package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.stanzacast.media.hls.playlist.PartEntry;
import io.stanzacast.media.hls.playlist.SegmentEntry;
import java.util.List;
import java.util.Optional;

/**
 * A segment, complete or still open: nothing but its parts.
 *
 * @param sequence its media sequence number
 * @param parts at least one
 * @param programDateTime of its first sample, as playlists write it
 * @param discontinuity whether time or format broke before it
 * @param init the section its samples need
 */
record Segment(long sequence, List<Part> parts, String programDateTime, boolean discontinuity, InitSection init) {
    Segment {
        parts = List.copyOf(parts);
    }

    long firstPart() {
        return parts.get(0).number();
    }

    long lastPart() {
        return parts.get(parts.size() - 1).number();
    }

    /** Of the media; the difference of two decoding times, since its parts are. */
    long durationMicros() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.durationMicros();
        }
        return sum;
    }

    long size() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.bytes().size();
        }
        return sum;
    }

    boolean independent() {
        return parts.get(0).independent();
    }

    /** All its bytes without copying one; empty if it is gone. The caller releases it. */
    Optional<ByteBuf> share(ByteBufAllocator allocator) {
        CompositeByteBuf whole = allocator.compositeBuffer(parts.size());
        for (Part part : parts) {
            Optional<ByteBuf> bytes = part.bytes().share();
            if (bytes.isEmpty()) {
                whole.release();
                return Optional.empty();
            }
            whole.addComponent(true, bytes.get());
        }
        return Optional.of(whole);
    }

    SegmentEntry entry(boolean withParts) {
        List<PartEntry> listed = withParts ? parts.stream().map(Part::entry).toList() : List.of();
        return new SegmentEntry(
                MediaName.segment(sequence),
                durationMicros(),
                programDateTime,
                discontinuity,
                MediaName.init(init.number()),
                listed);
    }
}
