package io.stanzacast.media.hls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A publisher's event loop that runs when the test says so. */
final class Tasks implements Executor {
    private final Deque<Runnable> queue = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        queue.add(task);
    }

    void run() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }
}
