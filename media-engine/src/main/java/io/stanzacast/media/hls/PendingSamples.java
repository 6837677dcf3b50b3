package io.stanzacast.media.hls;

import io.stanzacast.media.container.fmp4.Sample;
import io.stanzacast.media.container.fmp4.TrackRun;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packets of one track that wait for their part to be closed, and the place of that track's clock in the presentation. Owner: the
 * segmenter.
 *
 * <p>The first picture's composition offset is moved into the decoding times, so that pictures begin with the decoding time of the first
 * and offsets may be negative: otherwise players would see a hole as long as the reordering in front of each start. At 30 frames per
 * second it is 67 ms.
 */
final class PendingSamples {
    private final Track track;
    private final boolean gapless;
    private final long usualTicks;
    private final List<Packet> packets = new ArrayList<>();
    private long decodeShift;
    private long showShift;
    private long coveredUntil;
    private long bytes;

    /**
     * @param gapless whether decoding times leave no gap between parts even if frames are missing: a decoder of pictures would else
     *     wait for the next key frame
     * @param usualTicks how long a packet lasts if no other tells
     */
    PendingSamples(Track track, boolean gapless, long usualTicks) {
        this.track = track;
        this.gapless = gapless;
        this.usualTicks = usualTicks;
    }

    Track track() {
        return track;
    }

    /** What was decoded at {@code decodeTicks} and shown at {@code showTicks} of the publisher's clock now stands at {@code at}. */
    void place(long decodeTicks, long showTicks, long at) {
        decodeShift = at - decodeTicks;
        showShift = at - showTicks;
        coveredUntil = at;
    }

    long decodeTime(Packet packet) {
        return packet.dtsTicks() + decodeShift;
    }

    void add(Packet packet) {
        packets.add(packet);
        bytes += packet.size();
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** What waits, in bytes. */
    long bytes() {
        return bytes;
    }

    boolean beginsWithKeyframe() {
        return !packets.isEmpty() && packets.get(0).keyframe();
    }

    int count() {
        return packets.size();
    }

    void dropFirst() {
        bytes -= packets.remove(0).size();
    }

    /** Drops what begins before {@code ticks}. */
    void dropBefore(long ticks) {
        packets.removeIf(packet -> decodeTime(packet) < ticks);
        bytes = packets.stream().mapToLong(Packet::size).sum();
    }

    void clear() {
        packets.clear();
        bytes = 0;
    }

    /** Takes out all packets that are decoded before {@code end}; of a gapless track the last one lasts until then. */
    Optional<TrackRun> take(long end) {
        int count = 0;
        while (count < packets.size() && decodeTime(packets.get(count)) < end) {
            count++;
        }
        if (count == 0) {
            return Optional.empty();
        }
        long begin = gapless ? coveredUntil : decodeTime(packets.get(0));
        List<Sample> samples = new ArrayList<>(count);
        long at = begin;
        for (int i = 0; i < count; i++) {
            Packet packet = packets.get(i);
            long next = i + 1 < count ? decodeTime(packets.get(i + 1)) : gapless ? end : at + usualTicks;
            long until = Math.max(at + 1, next);
            long shown = packet.ptsTicks() + showShift;
            samples.add(new Sample(packet.data(), until - at, shown - at, packet.keyframe()));
            bytes -= packet.size();
            at = until;
        }
        packets.subList(0, count).clear();
        coveredUntil = at;
        return Optional.of(new TrackRun(track.id(), begin, samples));
    }
}
