package io.stanzacast.media.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The live streams that have a publisher now: at most one per path. Safe for any thread. */
public final class StreamRegistry {
    private final ConcurrentMap<StreamPath, LiveStream> streams = new ConcurrentHashMap<>();
    private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();

    /** To be called before the first publisher comes. */
    public void addListener(StreamListener listener) {
        listeners.add(listener);
    }

    public Optional<LiveStream> find(StreamPath path) {
        return Optional.ofNullable(streams.get(path));
    }

    public List<LiveStream> all() {
        return List.copyOf(streams.values());
    }

    /** On the stream's owner. Returns false, and changes nothing, if the path has a publisher already. */
    public boolean add(LiveStream stream) {
        if (streams.putIfAbsent(stream.path(), stream) != null) {
            return false;
        }
        listeners.forEach(listener -> listener.published(stream));
        return true;
    }

    /** On the stream's owner; ends the stream. Does nothing if it is not the one registered. */
    public void remove(LiveStream stream) {
        if (streams.remove(stream.path(), stream)) {
            stream.end();
            listeners.forEach(listener -> listener.unpublished(stream));
        }
    }
}
