package io.stanzacast.media.live;

/** Decides who may watch, asked for every request; on event loops, so it answers at once and never blocks. */
@FunctionalInterface
public interface WatchPolicy {
    /** @param path of the presentation that is asked for, whether it exists or not */
    boolean mayWatch(StreamPath path);

    /** Everybody may watch everything. */
    static WatchPolicy everybody() {
        return path -> true;
    }
}
