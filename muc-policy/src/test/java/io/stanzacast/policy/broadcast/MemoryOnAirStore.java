package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Mode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers as long as the test runs. */
final class MemoryOnAirStore implements OnAirStore {
    private final Set<Entry> entries = new LinkedHashSet<>();

    @Override
    public CompletionStage<List<Entry>> load() {
        return CompletableFuture.completedFuture(new ArrayList<>(entries));
    }

    @Override
    public CompletionStage<Void> put(String channel, Mode mode) {
        entries.add(new Entry(channel, mode));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> remove(String channel, Mode mode) {
        entries.remove(new Entry(channel, mode));
        return CompletableFuture.completedFuture(null);
    }
}
