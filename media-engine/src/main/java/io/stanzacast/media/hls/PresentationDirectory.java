package io.stanzacast.media.hls;

import io.stanzacast.media.live.StreamPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The presentations that have something to serve. Safe for any thread. */
final class PresentationDirectory {
    /** A publisher that comes and goes leaves no more than so many ended presentations in memory. */
    private static final int MAX_ENDED_PER_PATH = 3;

    private final ConcurrentMap<StreamPath, List<Presentation>> byPath = new ConcurrentHashMap<>();

    void add(Presentation presentation) {
        byPath.compute(presentation.stream().path(), (path, before) -> {
            List<Presentation> after = new ArrayList<>(before == null ? List.of() : before);
            long tooMany = after.stream().filter(Presentation::isEnded).count() - MAX_ENDED_PER_PATH;
            for (int i = 0; i < after.size() && tooMany > 0; i++) {
                if (after.get(i).isEnded()) {
                    after.remove(i--).discard();
                    tooMany--;
                }
            }
            after.add(presentation);
            return List.copyOf(after);
        });
    }

    /** Forgets it if it is gone. */
    void refresh(Presentation presentation) {
        if (presentation.isDiscarded()) {
            byPath.computeIfPresent(presentation.stream().path(), (path, before) -> {
                List<Presentation> after =
                        before.stream().filter(other -> other != presentation).toList();
                return after.isEmpty() ? null : after;
            });
        }
    }

    List<Presentation> remove(StreamPath path) {
        List<Presentation> removed = byPath.remove(path);
        return removed == null ? List.of() : removed;
    }

    List<Presentation> all() {
        return byPath.values().stream().flatMap(List::stream).toList();
    }

    /** The newest whose playlists are to be served. */
    Optional<Presentation> newest(StreamPath path) {
        List<Presentation> all = byPath.getOrDefault(path, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isListed()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    Optional<Presentation> find(StreamPath path, String epoch) {
        for (Presentation presentation : byPath.getOrDefault(path, List.of())) {
            if (presentation.epoch().equals(epoch)) {
                return Optional.of(presentation);
            }
        }
        return Optional.empty();
    }
}
