package io.stanzacast.media.hls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The complete segments: those that playlists list, and those that left them but must stay loadable for their own duration plus that of the
 * longest playlist that listed them (draft-pantos-hls-rfc8216bis-22 §6.2.2). Owner: the publisher's event loop.
 */
final class SegmentWindow {
    private final HlsConfig config;
    private final Deque<Segment> listed = new ArrayDeque<>();
    private final Deque<Leaving> leaving = new ArrayDeque<>();
    private long listedMicros;
    private long longestMicros;
    private long discontinuitySequence;
    private long bytes;
    private Kept kept = new Kept(List.of(), 0, 0);

    private record Leaving(Segment segment, long untilNanos) {}

    /**
     * An immutable view.
     *
     * @param segments without a gap in their sequence numbers, oldest first
     * @param listedFrom index of the first that playlists list
     * @param discontinuitySequence discontinuities before it
     */
    record Kept(List<Segment> segments, int listedFrom, long discontinuitySequence) {
        List<Segment> listed() {
            return segments.subList(listedFrom, segments.size());
        }
    }

    SegmentWindow(HlsConfig config) {
        this.config = config;
    }

    Kept kept() {
        return kept;
    }

    long bytes() {
        return bytes;
    }

    /** Of the longest playlist so far. */
    long longestMicros() {
        return longestMicros;
    }

    void add(Segment segment, long nowNanos) {
        listed.add(segment);
        bytes += segment.size();
        listedMicros += segment.durationMicros();
        longestMicros = Math.max(longestMicros, listedMicros);
        while (listed.size() > config.minSegments()
                && listedMicros - listed.getFirst().durationMicros() >= config.windowMicros()) {
            unlist(nowNanos);
        }
        while (!leaving.isEmpty() && leaving.getFirst().untilNanos() - nowNanos <= 0) {
            forget(leaving.removeFirst().segment());
        }
        refresh();
    }

    /**
     * Lets the oldest go before their time until no more than {@code maxBytes} are left, or nothing. Returns whether that made the playlist
     * shorter.
     */
    boolean shrink(long maxBytes, long nowNanos) {
        if (bytes <= maxBytes) {
            return false;
        }
        int before = listed.size();
        while (bytes > maxBytes && !(leaving.isEmpty() && listed.isEmpty())) {
            if (leaving.isEmpty()) {
                unlist(nowNanos);
            }
            forget(leaving.removeFirst().segment());
        }
        refresh();
        return listed.size() < before;
    }

    void clear() {
        shrink(0, 0);
    }

    private void unlist(long nowNanos) {
        Segment oldest = listed.removeFirst();
        listedMicros -= oldest.durationMicros();
        if (oldest.discontinuity()) {
            discontinuitySequence++;
        }
        long stay = oldest.durationMicros() + longestMicros;
        leaving.add(new Leaving(oldest, nowNanos + 1000 * stay));
    }

    private void forget(Segment segment) {
        bytes -= segment.size();
        segment.parts().forEach(part -> part.bytes().release());
    }

    private void refresh() {
        List<Segment> all = new ArrayList<>(leaving.size() + listed.size());
        leaving.forEach(old -> all.add(old.segment()));
        all.addAll(listed);
        kept = new Kept(List.copyOf(all), leaving.size(), discontinuitySequence);
    }
}
