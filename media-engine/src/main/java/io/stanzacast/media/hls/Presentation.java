package io.stanzacast.media.hls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.live.LiveStream;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What viewers of one path see of one publisher, from when both are there until the last segment is forgotten. It owns the segmenter: a
 * broadcast that goes on over a pause of its publisher would be a presentation that changes its stream here.
 *
 * <p>Owner: the publisher's event loop. Every public method may be called on any thread.
 */
final class Presentation {
    private static final Logger log = LoggerFactory.getLogger(Presentation.class);

    private final String epoch;
    private final HlsConfig config;
    private final MemoryBudget budget;
    private final LiveStream stream;
    private final Ticker ticker;
    private final SegmentStore store;
    private final Segmenter segmenter;
    private final BlockedRequests blocked;
    private final Consumer<Presentation> onChange;
    private boolean playable;
    private boolean ended;
    private boolean forgotten;
    private long endedNanos;
    private volatile boolean listed = true;
    private volatile boolean over;
    private volatile boolean discarded;

    /**
     * @param epoch unique among all presentations of all times: part of every URL below the path
     * @param onChange called on the owner when it becomes playable, when it has ended, and when its playlists and then its segments are gone
     */
    Presentation(
            String epoch,
            HlsConfig config,
            MemoryBudget budget,
            LiveStream stream,
            ByteBufAllocator allocator,
            Clock clock,
            Ticker ticker,
            Consumer<Presentation> onChange) {
        this.epoch = epoch;
        this.config = config;
        this.budget = budget;
        this.stream = stream;
        this.ticker = ticker;
        this.onChange = onChange;
        this.blocked = new BlockedRequests(config.maxBlockedRequests());
        this.store = new SegmentStore(epoch, config, budget, allocator, clock, ticker, this::published);
        this.segmenter = new Segmenter(config, store, allocator, this::streamEnded);
    }

    String epoch() {
        return epoch;
    }

    LiveStream stream() {
        return stream;
    }

    Snapshot snapshot() {
        return store.snapshot();
    }

    /** Whether its playlists are to be served. */
    boolean isListed() {
        return listed && snapshot().isPlayable();
    }

    /** Whether it is playable and goes on. */
    boolean isLive() {
        return isListed() && !snapshot().isEnded();
    }

    boolean isEnded() {
        return over;
    }

    boolean isDiscarded() {
        return discarded;
    }

    void start() {
        budget.join();
        stream.owner().execute(() -> {
            if (!ended && !discarded) {
                stream.addReader(segmenter);
            }
        });
    }

    /** Completes the open segment short and ends the playlist; the media stay for those who watch. */
    void end() {
        stream.owner().execute(segmenter::ended);
    }

    /** Takes everything away at once. */
    void discard() {
        listed = false;
        discarded = true;
        stream.owner().execute(this::forget);
    }

    /** Lets a request wait; answers it at once if too many do. */
    boolean block(BlockedRequest request) {
        if (!blocked.reserve()) {
            return false;
        }
        stream.owner().execute(() -> blocked.add(request, store.snapshot()));
        return true;
    }

    /** To be called from time to time. */
    void sweep() {
        if (over || !blocked.isEmpty()) {
            stream.owner().execute(this::age);
        }
    }

    private void published() {
        Snapshot snapshot = store.snapshot();
        if (!playable && snapshot.isPlayable()) {
            playable = true;
            log.info("[hls {} {}] playable", stream.path(), epoch);
            onChange.accept(this);
        }
        blocked.wake(snapshot);
    }

    private void streamEnded() {
        if (ended) {
            return;
        }
        ended = true;
        over = true;
        stream.removeReader(segmenter);
        endedNanos = ticker.nanoTime();
        log.info(
                "[hls {} {}] ended after {} segments",
                stream.path(),
                epoch,
                snapshot().openSequence());
        if (!playable) {
            forget();
        }
        onChange.accept(this);
    }

    private void age() {
        long now = ticker.nanoTime();
        blocked.sweep(now);
        if (!ended || discarded) {
            return;
        }
        long age = now - endedNanos;
        long listedNanos = TimeUnit.SECONDS.toNanos(config.endedSeconds());
        if (listed && age >= listedNanos) {
            listed = false;
            onChange.accept(this);
        }
        if (age >= listedNanos + TimeUnit.MICROSECONDS.toNanos(store.longestMicros())) {
            forget();
            onChange.accept(this);
        }
    }

    private void forget() {
        if (forgotten) {
            return;
        }
        forgotten = true;
        budget.leave();
        listed = false;
        discarded = true;
        over = true;
        stream.removeReader(segmenter);
        segmenter.abandon();
        store.discard();
    }
}
