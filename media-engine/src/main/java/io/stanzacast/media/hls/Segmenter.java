package io.stanzacast.media.hls;

import io.netty.buffer.ByteBufAllocator;
import io.stanzacast.media.live.StreamReader;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a live stream into parts and segments. Owner: the publisher's event loop, which calls everything.
 *
 * <p>Of each kind one track is taken. Each set of tracks has its own {@link PartMaker}; only the part target, once published, holds for all.
 */
final class Segmenter implements StreamReader {
    private final HlsConfig config;
    private final SegmentStore store;
    private final ByteBufAllocator allocator;
    private final Runnable onEnd;
    private List<Track> tracks = List.of();
    private @Nullable PartPlan plan;
    private @Nullable PartMaker maker;
    private boolean over;

    /** @param onEnd called once when the publisher is gone and the store has ended */
    Segmenter(HlsConfig config, SegmentStore store, ByteBufAllocator allocator, Runnable onEnd) {
        this.config = config;
        this.store = store;
        this.allocator = allocator;
        this.onEnd = onEnd;
    }

    @Override
    public void tracks(List<Track> announced) {
        if (over || announced.equals(tracks)) {
            return;
        }
        discontinuity();
        tracks = List.copyOf(announced);
        Optional<Track> video = first(Track.Kind.VIDEO);
        Optional<Track> audio = first(Track.Kind.AUDIO);
        if (video.isEmpty() && audio.isEmpty()) {
            maker = null;
            return;
        }
        Track clock = video.orElseGet(audio::orElseThrow);
        PartPlan next = plan == null || !store.snapshot().isPlayable()
                ? PartPlan.of(clock, config.partDuration())
                : PartPlan.within(plan.targetMicros(), clock);
        Optional<Track> sound = video.isPresent() ? audio : Optional.empty();
        plan = next;
        maker = new PartMaker(config, store, allocator, next, clock, sound);
        store.format(
                next.targetMicros(), sound.map(track -> List.of(clock, track)).orElse(List.of(clock)));
    }

    private Optional<Track> first(Track.Kind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).findFirst();
    }

    @Override
    public void packet(Packet packet) {
        if (maker != null) {
            maker.packet(packet);
        }
    }

    @Override
    public void discontinuity() {
        if (maker == null) {
            return;
        }
        if (store.snapshot().isPlayable()) {
            maker.interrupt();
        } else {
            // Nobody has seen anything yet: better to begin anew than to show a scrap.
            maker.forget();
            store.forgetOpen();
        }
    }

    @Override
    public void ended() {
        if (over) {
            return;
        }
        discontinuity();
        abandon();
        store.end();
        onEnd.run();
    }

    /** Takes nothing any more and leaves what is open as it is. */
    void abandon() {
        over = true;
        maker = null;
    }
}
