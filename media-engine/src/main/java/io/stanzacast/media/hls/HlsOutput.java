package io.stanzacast.media.hls;

import io.stanzacast.media.live.LiveStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One path on air: makes a presentation of each publisher that comes. Safe for any thread. */
final class HlsOutput {
    private final Function<LiveStream, Presentation> make;
    private final Consumer<Presentation> begin;
    private final AtomicReference<Now> now = new AtomicReference<>(new Now(null, null, false));

    private record Now(
            @Nullable LiveStream stream, @Nullable Presentation presentation, boolean stopped) {}

    /**
     * @param make must have no effect, since what it makes may be dropped
     * @param begin gets what is to be shown
     */
    HlsOutput(Function<LiveStream, Presentation> make, Consumer<Presentation> begin) {
        this.make = make;
        this.begin = begin;
    }

    /** A publisher is there; does nothing if it is known. */
    void attach(LiveStream stream) {
        Now before = now.get();
        while (!before.stopped() && before.stream() != stream) {
            Presentation fresh = make.apply(stream);
            if (now.compareAndSet(before, new Now(stream, fresh, false))) {
                begin.accept(fresh);
                return;
            }
            before = now.get();
        }
    }

    void stop() {
        Now before = now.getAndSet(new Now(null, null, true));
        if (before.presentation() != null) {
            before.presentation().end();
        }
    }

    boolean isLive() {
        Presentation presentation = now.get().presentation();
        return presentation != null && presentation.isLive();
    }
}
