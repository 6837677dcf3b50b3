package io.stanzacast.media.live;

import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What one publisher sends, from its publish command to its end, handed to every reader and kept by none. Owner: the publisher's event
 * loop, which calls everything but {@link #addReader} and {@link #removeReader}.
 */
public final class LiveStream {
    private final StreamPath path;
    private final Executor owner;
    private final Runnable kick;
    private final List<StreamReader> readers = new ArrayList<>();
    private List<Track> tracks = List.of();
    private boolean ended;

    /**
     * @param owner runs one task at a time, in order: the publisher's event loop
     * @param kick makes the publisher's connection close; called on {@code owner}
     */
    public LiveStream(StreamPath path, Executor owner, Runnable kick) {
        this.path = path;
        this.owner = owner;
        this.kick = kick;
    }

    public StreamPath path() {
        return path;
    }

    /** The thread all readers are called on. */
    public Executor owner() {
        return owner;
    }

    /** Disconnects the publisher, from any thread. */
    public void kick() {
        owner.execute(kick);
    }

    /** From any thread; the reader gets the tracks known so far, then all that follows. */
    public void addReader(StreamReader reader) {
        owner.execute(() -> {
            if (ended) {
                reader.ended();
                return;
            }
            readers.add(reader);
            if (!tracks.isEmpty()) {
                reader.tracks(tracks);
            }
        });
    }

    /** From any thread; {@link StreamReader#ended} is not called for it. */
    public void removeReader(StreamReader reader) {
        owner.execute(() -> readers.remove(reader));
    }

    /** On the owner: announces the tracks, all at once, before the first packet or before the keyframe from which they hold. */
    public void tracks(List<Track> newTracks) {
        tracks = List.copyOf(newTracks);
        for (StreamReader reader : List.copyOf(readers)) {
            reader.tracks(tracks);
        }
    }

    /** On the owner. */
    public void write(Packet packet) {
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).packet(packet);
        }
    }

    /** On the owner. */
    public void discontinuity() {
        for (StreamReader reader : List.copyOf(readers)) {
            reader.discontinuity();
        }
    }

    /** On the owner, once. */
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        for (StreamReader reader : List.copyOf(readers)) {
            reader.ended();
        }
        readers.clear();
    }
}
