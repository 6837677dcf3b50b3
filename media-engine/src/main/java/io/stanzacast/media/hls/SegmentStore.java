package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.container.fmp4.InitEncoder;
import io.stanzacast.media.track.Track;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts and segments of one presentation, in memory. Owner: the publisher's event loop, which calls everything but {@link #snapshot}.
 * The memory is bounded: when it is full the oldest segments go, and the one in the making is cut.
 *
 * <p>Whether every segment begins with a key frame ({@code EXT-X-INDEPENDENT-SEGMENTS}, §4.3.5) is claimed from the first playlist on or
 * never: nothing is shown before the first segment is whole, and then it is known whether the second begins with a key frame. A publisher
 * whose key frames become rarer later on makes the claim vanish for good, since a playlist that breaks §6.2.1 does less harm than one that is
 * not true.
 */
final class SegmentStore {
    private static final Logger log = LoggerFactory.getLogger(SegmentStore.class);

    private final HlsConfig config;
    private final ByteBufAllocator allocator;
    private final Ticker ticker;
    private final ProgramDateTime dateTime;
    private final Runnable onChange;
    private final String name;
    private final SegmentWindow window;
    private final MemoryBudget budget;
    private final BandwidthMeter bandwidth = new BandwidthMeter();
    private final List<InitSection> inits = new ArrayList<>();
    private final List<Part> open = new ArrayList<>();
    private List<Track> tracks = List.of();
    private String openDateTime = "";
    private long partTargetMicros;
    private long nextSegment;
    private long nextPart;
    private long nextInit;
    private long endMicros;
    private long openMicros;
    private long openBytes;
    private long openPictures;
    private long accounted;
    private long version;
    private boolean warned;
    private boolean discontinuity;
    private boolean independent = true;
    private boolean ended;
    private boolean discarded;
    private volatile Snapshot snapshot;

    /**
     * @param name unique among all presentations, for entity tags
     * @param onChange called on the owner after each new snapshot
     */
    SegmentStore(
            String name,
            HlsConfig config,
            MemoryBudget budget,
            ByteBufAllocator allocator,
            Clock clock,
            Ticker ticker,
            Runnable onChange) {
        this.name = name;
        this.config = config;
        this.budget = budget;
        this.allocator = allocator;
        this.ticker = ticker;
        this.dateTime = new ProgramDateTime(clock);
        this.onChange = onChange;
        this.window = new SegmentWindow(config);
        this.snapshot = take();
    }

    /** The latest state, for any thread. */
    Snapshot snapshot() {
        return snapshot;
    }

    long nextPart() {
        return nextPart;
    }

    /** Where the next part begins on the presentation's time line. */
    long endMicros() {
        return endMicros;
    }

    /** Of the segment in the making. */
    long openBytes() {
        return openBytes;
    }

    /** Of the longest playlist so far. */
    long longestMicros() {
        return window.longestMicros();
    }

    /** The next segment has a new initialization section. Its part target is that of the first call. */
    void format(long targetMicros, List<Track> newTracks) {
        if (discarded) {
            return;
        }
        partTargetMicros = targetMicros;
        tracks = newTracks;
        ByteBuf section = allocator.directBuffer(1024);
        InitEncoder.encode(newTracks, section);
        inits.add(new InitSection(nextInit++, new SharedBytes(section)));
        dropUnusedInits();
    }

    /** A time line begins with the next part. */
    void begin() {
        dateTime.anchor(endMicros);
    }

    /** The time line that ended has no connection with the next. */
    void interrupt() {
        discontinuity = nextSegment > 0;
    }

    /**
     * Takes over {@code part}.
     *
     * @param pictures how many it has
     */
    void addPart(ByteBuf part, long durationMicros, boolean beginsWithKeyframe, int pictures) {
        if (discarded || ended) {
            part.release();
            return;
        }
        if (open.isEmpty()) {
            openDateTime = dateTime.at(endMicros);
            independent &= beginsWithKeyframe;
        }
        open.add(new Part(nextPart++, durationMicros, beginsWithKeyframe, new SharedBytes(part)));
        openMicros += durationMicros;
        openBytes += part.readableBytes();
        openPictures += pictures;
        endMicros += durationMicros;
        shrink();
        publish();
    }

    /**
     * Completes the open segment, if there is one.
     *
     * @param nextIndependent whether the next one begins with a key frame
     */
    void endSegment(boolean nextIndependent) {
        if (open.isEmpty()) {
            return;
        }
        independent &= nextIndependent;
        bandwidth.add(openBytes, openMicros, openPictures);
        window.add(openSegment(), ticker.nanoTime());
        open.clear();
        nextSegment++;
        openMicros = 0;
        openBytes = 0;
        openPictures = 0;
        discontinuity = false;
        dateTime.correct(endMicros);
        dropUnusedInits();
        publish();
    }

    /** Drops the parts of the segment in the making, to be called as long as nobody has seen any. */
    void forgetOpen() {
        open.forEach(part -> part.bytes().release());
        open.clear();
        openMicros = 0;
        openBytes = 0;
        openPictures = 0;
        independent = true;
        publish();
    }

    /** Nothing will follow. */
    void end() {
        if (!ended) {
            ended = true;
            publish();
        }
    }

    /** Everything is gone at once. */
    void discard() {
        if (discarded) {
            return;
        }
        discarded = true;
        ended = true;
        window.clear();
        open.forEach(part -> part.bytes().release());
        open.clear();
        openBytes = 0;
        inits.forEach(init -> init.bytes().release());
        inits.clear();
        publish();
        snapshot.retire();
    }

    private void shrink() {
        boolean tooShort = window.shrink(budget.share(config.maxBytes()) - openBytes, ticker.nanoTime());
        if (tooShort && !warned) {
            warned = true;
            log.warn("[hls {}] memory is full: the playlist is shorter than configured", name);
        }
    }

    private void dropUnusedInits() {
        if (inits.size() < 2) {
            return;
        }
        long oldestUsed = window.kept().segments().stream()
                .mapToLong(segment -> segment.init().number())
                .min()
                .orElse(nextInit - 1);
        while (inits.get(0).number() < oldestUsed) {
            inits.remove(0).bytes().release();
        }
    }

    private Segment openSegment() {
        return new Segment(nextSegment, open, openDateTime, discontinuity, inits.get(inits.size() - 1));
    }

    private void publish() {
        Snapshot before = snapshot;
        snapshot = take();
        before.retire();
        long held = window.bytes() + openBytes;
        budget.use(held - accounted);
        accounted = held;
        onChange.run();
    }

    private Snapshot take() {
        Snapshot.Media media = new Snapshot.Media(
                window.kept(),
                open.isEmpty() ? null : openSegment(),
                nextSegment,
                nextPart,
                List.copyOf(inits),
                independent,
                ended);
        return new Snapshot(name, version++, config, partTargetMicros, tracks, bandwidth.estimate(), media);
    }
}
