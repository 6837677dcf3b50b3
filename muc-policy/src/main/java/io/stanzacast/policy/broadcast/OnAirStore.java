package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Mode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Remembers over a restart what is on air. Safe for any thread; writes happen in the order of the calls. */
interface OnAirStore {
    /** A channel's name and what is done to it. */
    record Entry(String channel, Mode mode) {}

    /** The longest on air first. */
    CompletionStage<List<Entry>> load();

    /** Does nothing if it is there already. */
    CompletionStage<Void> put(String channel, Mode mode);

    CompletionStage<Void> remove(String channel, Mode mode);
}
