package io.stanzacast.media.hls;

import io.netty.buffer.ByteBufAllocator;
import io.stanzacast.media.container.fmp4.FragmentEncoder;
import io.stanzacast.media.container.fmp4.TrackRun;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes parts of one set of tracks. Owner: the publisher's event loop.
 *
 * <p>One track is the clock by which all is cut: video, or sound if there is no video. Parts follow one another without a gap on its time
 * line, whatever the publisher leaves out: a frame that comes late lengthens the one before it as far as the part target allows, and
 * beyond that parts are made without it. At an even frame rate a part is closed with its last frame, since the end of that frame is
 * known; at a variable rate only the next frame tells it.
 */
final class PartMaker {
    /** A longer silence, or a step back, is a break of the time line. */
    private static final int MAX_GAP_SECONDS = 10;

    /** How far sound may run ahead of missing pictures before parts are made without them. */
    private static final int MAX_LEAD_SECONDS = 1;

    /** Sound that comes before the first key frame may belong to it. */
    private static final int MAX_EARLY_PACKETS = 128;

    private final SegmentStore store;
    private final ByteBufAllocator allocator;
    private final PartPlan plan;
    private final SegmentCutter cutter;
    private final boolean video;
    private final Timescale timescale;
    private final PendingSamples clock;
    private final @Nullable PendingSamples sound;
    private final long maxPartBytes;
    private final long maxSegmentBytes;
    private boolean begun;
    private long partStart;
    private long lastTime;

    PartMaker(
            HlsConfig config,
            SegmentStore store,
            ByteBufAllocator allocator,
            PartPlan plan,
            Track clock,
            Optional<Track> sound) {
        this.store = store;
        this.allocator = allocator;
        this.plan = plan;
        this.video = clock.kind() == Track.Kind.VIDEO;
        this.timescale = clock.timescale();
        this.cutter = new SegmentCutter(config.targetSeconds(), clock, plan);
        this.clock = new PendingSamples(clock, video, plan.frameTicks());
        this.sound = sound.map(track -> new PendingSamples(
                        track, false, PartPlan.of(track, config.partDuration()).frameTicks()))
                .orElse(null);
        this.maxPartBytes = config.maxBytes() / 8;
        this.maxSegmentBytes = config.maxBytes() / 4;
    }

    void packet(Packet packet) {
        if (packet.track() == clock.track().id()) {
            clockPacket(packet);
        } else if (sound != null && packet.track() == sound.track().id()) {
            soundPacket(packet, sound);
        }
    }

    private void clockPacket(Packet packet) {
        if (begun && isBreak(packet)) {
            interrupt();
        }
        if (!begun) {
            if (!packet.keyframe()) {
                return;
            }
            begin(packet);
        }
        long at = clock.decodeTime(packet);
        if (at <= lastTime) {
            return;
        }
        fillUntil(at);
        cutBefore(at, packet.keyframe() && video);
        clock.add(packet);
        lastTime = at;
        long end = at + plan.frameTicks();
        if (plan.even() && end - partStart >= plan.partTicks() - plan.frameTicks() / 2) {
            closePart(Math.min(end, partStart + plan.limitTicks()));
        }
    }

    private boolean isBreak(Packet packet) {
        return Math.abs(clock.decodeTime(packet) - lastTime) > ticks(MAX_GAP_SECONDS);
    }

    /** Ends the part, and perhaps the segment, if the frame at {@code at} begins a new one. */
    private void cutBefore(long at, boolean keyframe) {
        boolean segmentEnds = keyframe && cutter.cutsAtKeyframe(at);
        boolean full = at - partStart >= plan.floorTicks() && (keyframe || !plan.even());
        boolean heavy = pendingBytes() > maxPartBytes;
        if (!clock.isEmpty() && (segmentEnds || full || heavy)) {
            closePart(at);
        }
        boolean empty = clock.isEmpty();
        if (segmentEnds || (empty && cutter.cutsBetween(partStart, keyframe, store.openBytes() > maxSegmentBytes))) {
            endSegment(keyframe || !video);
        }
        if (keyframe) {
            cutter.keyframe(at);
        }
    }

    private void soundPacket(Packet packet, PendingSamples to) {
        if (!begun) {
            if (to.count() >= MAX_EARLY_PACKETS || to.bytes() > maxPartBytes) {
                to.dropFirst();
            }
            to.add(packet);
            return;
        }
        long at = to.decodeTime(packet);
        if (at < 0 || pendingBytes() > maxPartBytes) {
            return;
        }
        to.add(packet);
        long lead = to.track().timescale().rescale(at, timescale) - ticks(MAX_LEAD_SECONDS);
        if (lead - partStart < ticks(MAX_GAP_SECONDS)) {
            fillUntil(lead);
        }
    }

    /** Begins a time line at a key frame, where the last one ended. */
    private void begin(Packet packet) {
        begun = true;
        partStart = PartPlan.MICROS.rescale(store.endMicros(), timescale);
        lastTime = partStart - 1;
        clock.place(packet.dtsTicks(), packet.ptsTicks(), partStart);
        if (sound != null) {
            Timescale its = sound.track().timescale();
            long shown = timescale.rescale(packet.ptsTicks(), its);
            long start = timescale.rescale(partStart, its);
            sound.place(shown, shown, start);
            sound.dropBefore(start);
        }
        cutter.begin(partStart);
        store.begin();
    }

    /** Closes the parts that end before {@code at}, with whatever there is for them. */
    private void fillUntil(long at) {
        long full = plan.even() ? plan.partTicks() - plan.frameTicks() / 2 : plan.limitTicks() + 1;
        while (at - partStart >= full) {
            if (clock.isEmpty() && cutter.isOverdue(partStart)) {
                endSegment(!video);
            }
            closePart(partStart + plan.partTicks());
        }
    }

    private void closePart(long end) {
        List<TrackRun> runs = new ArrayList<>(2);
        boolean independent = !video || clock.beginsWithKeyframe();
        clock.take(end).ifPresent(runs::add);
        int pictures = video && !runs.isEmpty() ? runs.get(0).samples().size() : 0;
        if (sound != null) {
            sound.take(timescale.rescale(end, sound.track().timescale())).ifPresent(runs::add);
        }
        long micros = micros(end) - micros(partStart);
        store.addPart(FragmentEncoder.encode(store.nextPart(), runs, allocator), micros, independent, pictures);
        partStart = end;
    }

    private void endSegment(boolean nextIndependent) {
        store.endSegment(nextIndependent);
        cutter.begin(partStart);
    }

    /** Closes what is open short, on the owner. What follows has no connection with it and begins with the next key frame. */
    void interrupt() {
        if (!begun) {
            return;
        }
        if (!clock.isEmpty()) {
            long guess = Math.min(lastTime + plan.frameTicks(), partStart + plan.limitTicks());
            closePart(Math.max(lastTime + 1, guess));
        }
        forget();
        store.endSegment(true);
        store.interrupt();
    }

    /** Drops what is pending and begins with the next key frame. */
    void forget() {
        begun = false;
        clock.clear();
        if (sound != null) {
            sound.clear();
        }
        cutter.interrupt();
    }

    private long pendingBytes() {
        return clock.bytes() + (sound == null ? 0 : sound.bytes());
    }

    private long ticks(int seconds) {
        return (long) seconds * timescale.ticksPerSecond();
    }

    private long micros(long ticks) {
        return timescale.rescale(ticks, PartPlan.MICROS);
    }
}
