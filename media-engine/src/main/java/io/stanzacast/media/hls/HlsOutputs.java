package io.stanzacast.media.hls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamListener;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which paths are on air as HLS, and what can be watched of them. While a path is on air each publisher that comes under it gets a
 * presentation of its own, with an epoch in its URLs, so that no numbers are ever used again; {@code index.m3u8} leads to the newest that is
 * playable. Safe for any thread.
 */
public final class HlsOutputs implements StreamListener {
    private static final Logger log = LoggerFactory.getLogger(HlsOutputs.class);
    private static final long SWEEP_MILLIS = 500;
    private static final int EPOCH_RANDOM = 36 * 36 * 36 * 36;

    private final HlsConfig config;
    private final StreamRegistry registry;
    private final Clock clock;
    private final EventLoop control;
    private final ByteBufAllocator allocator;
    private final Ticker ticker;
    private final MemoryBudget budget;
    private final ConcurrentMap<StreamPath, HlsOutput> onAir = new ConcurrentHashMap<>();
    private final PresentationDirectory directory = new PresentationDirectory();
    private final List<HlsStateListener> listeners = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<StreamPath, HlsState> told = new ConcurrentHashMap<>();
    private volatile @Nullable Future<?> sweeping;

    /** @param loops one of them sweeps and calls the listeners */
    @Inject
    public HlsOutputs(HlsConfig config, StreamRegistry registry, EventLoopGroup loops, Clock clock) {
        this(config, registry, loops.next(), clock, ByteBufAllocator.DEFAULT, Ticker.systemTicker());
    }

    HlsOutputs(
            HlsConfig config,
            StreamRegistry registry,
            EventLoop control,
            Clock clock,
            ByteBufAllocator allocator,
            Ticker ticker) {
        this.config = config;
        this.budget = new MemoryBudget(config.maxTotalBytes());
        this.registry = registry;
        this.control = control;
        this.clock = clock;
        this.allocator = allocator;
        this.ticker = ticker;
    }

    /** Begins to listen for publishers; once, before the first of them comes. */
    public void open() {
        registry.addListener(this);
        sweeping = control.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Takes everything off air at once. */
    public void close() {
        Future<?> task = sweeping;
        if (task != null) {
            task.cancel(false);
        }
        onAir.keySet().forEach(path -> stop(path, true));
        directory.all().forEach(Presentation::discard);
    }

    /** To be called before the first {@link #start}. */
    public void addListener(HlsStateListener listener) {
        listeners.add(listener);
    }

    /**
     * Puts a path on air: viewers get what a publisher sends under it, now or whenever it comes. Does nothing if it is on air.
     *
     * @throws IllegalStateException if as many are on air as the configuration allows
     */
    public void start(StreamPath path) {
        if (onAir.size() >= config.maxOutputs() && !onAir.containsKey(path)) {
            throw new IllegalStateException(
                    "outputs on air: " + onAir.size() + " (expected: below " + config.maxOutputs() + ")");
        }
        HlsOutput output = onAir.computeIfAbsent(path, on -> {
            log.info("[hls {}] on air", on);
            return new HlsOutput(this::make, this::begin);
        });
        registry.find(path).ifPresent(output::attach);
        tell(path);
    }

    /**
     * Takes a path off air. Does nothing if it is not on air and nothing of it is left.
     *
     * @param now whether all is gone at once. Else the open segment is completed short, the playlist ends and stands for a while, and its
     *     segments stay until those who watch have seen them (draft-pantos-hls-rfc8216bis-22 §6.2.1).
     */
    public void stop(StreamPath path, boolean now) {
        HlsOutput output = onAir.remove(path);
        if (output != null) {
            log.info("[hls {}] off air{}", path, now ? " at once" : "");
            output.stop();
        }
        if (now) {
            directory.remove(path).forEach(Presentation::discard);
        }
        tell(path);
    }

    public HlsState state(StreamPath path) {
        HlsOutput output = onAir.get(path);
        if (output == null) {
            return HlsState.OFFLINE;
        }
        return output.isLive() ? HlsState.LIVE : HlsState.STARTING;
    }

    @Override
    public void published(LiveStream stream) {
        HlsOutput output = onAir.get(stream.path());
        if (output != null) {
            output.attach(stream);
        }
    }

    /** The presentation learns it as a reader of the stream. */
    @Override
    public void unpublished(LiveStream stream) {}

    /** What {@code index.m3u8} of a path leads to. */
    Optional<Presentation> newest(StreamPath path) {
        return directory.newest(path);
    }

    Optional<Presentation> find(StreamPath path, String epoch) {
        return directory.find(path, epoch);
    }

    private Presentation make(LiveStream stream) {
        int random = ThreadLocalRandom.current().nextInt(EPOCH_RANDOM, EPOCH_RANDOM * 36);
        String epoch = Long.toString(clock.millis(), 36) + '-' + Integer.toString(random, 36);
        return new Presentation(epoch, config, budget, stream, allocator, clock, ticker, this::changed);
    }

    private void begin(Presentation presentation) {
        directory.add(presentation);
        presentation.start();
    }

    private void changed(Presentation presentation) {
        directory.refresh(presentation);
        tell(presentation.stream().path());
    }

    void sweep() {
        for (Presentation presentation : directory.all()) {
            if (presentation.isEnded() && budget.isTight()) {
                presentation.discard();
            }
            presentation.sweep();
            directory.refresh(presentation);
        }
    }

    private void tell(StreamPath path) {
        control.execute(() -> {
            HlsState state = state(path);
            HlsState before = state == HlsState.OFFLINE ? told.remove(path) : told.put(path, state);
            if ((before == null ? HlsState.OFFLINE : before) != state) {
                listeners.forEach(listener -> listener.changed(path, state));
            }
        });
    }
}
