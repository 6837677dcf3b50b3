package io.stanzacast.policy.broadcast;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The owner of everything that broadcast control remembers: runs one task at a time, in order. Tasks do not block. */
public interface BroadcastLoop extends Executor {
    /** Runs {@code task} on this loop when {@code delay} has passed. From any thread. */
    Timeout after(Duration delay, Runnable task);

    /** Time that has passed since some moment before; never goes back. */
    Duration now();

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timeout {
        /** On the loop: the task does not run any more. */
        void cancel();
    }
}
