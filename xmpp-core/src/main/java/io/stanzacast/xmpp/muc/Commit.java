package io.stanzacast.xmpp.muc;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets a change show only once it is committed. Until then the room takes nothing further in, so that all it does keeps one order; a room
 * that is not persistent changes at once. Called on the room's owner.
 */
interface Commit {
    /**
     * @param write starts to write; not called if the room is not stored
     * @param committed runs on the owner after the commit
     * @param failed runs on the owner if there was none
     */
    void run(Supplier<CompletionStage<Void>> write, Runnable committed, Runnable failed);

    /** As {@link #run}, but writes even if the room is not stored yet, or no longer is to be. */
    void always(Supplier<CompletionStage<Void>> write, Runnable committed, Runnable failed);
}
