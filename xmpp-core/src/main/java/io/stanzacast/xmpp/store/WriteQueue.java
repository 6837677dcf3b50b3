package io.stanzacast.xmpp.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One thread that writes: whatever waits when it is free goes into one commit, since a commit's price is the disk's, not the rows'. */
final class WriteQueue {
    private static final int MOST_PER_COMMIT = 256;

    private final Jdbi jdbi;
    private final BlockingQueue<Work<?>> waiting;
    private final Thread thread;
    private volatile boolean closing;

    WriteQueue(Jdbi jdbi, int maxWaiting) {
        this.jdbi = jdbi;
        this.waiting = new ArrayBlockingQueue<>(maxWaiting);
        this.thread = new Thread(this::run, "store-write");
        thread.start();
    }

    <T> CompletableFuture<T> add(HandleCallback<T, RuntimeException> callback) {
        Work<T> work = new Work<>(callback);
        if (closing || !waiting.offer(work)) {
            work.result.completeExceptionally(new RejectedExecutionException(
                    closing ? "the store is closing" : "the store has too many waiting writes"));
        }
        return work.result;
    }

    void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Work<?>> batch = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                batch.add(closing ? waiting.remove() : waiting.take());
            } catch (InterruptedException e) {
                continue; // close() wakes us; what waits is still written
            }
            waiting.drainTo(batch, MOST_PER_COMMIT - 1);
            commit(batch);
            batch.clear();
        }
    }

    private void commit(List<Work<?>> batch) {
        try {
            jdbi.useTransaction(handle -> batch.forEach(work -> work.run(handle)));
        } catch (Throwable failure) {
            batch.forEach(work -> work.failure = failure);
        }
        batch.forEach(Work::finish);
    }

    private static final class Work<T> {
        private final HandleCallback<T, RuntimeException> callback;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T value;
        private @Nullable Throwable failure;

        Work(HandleCallback<T, RuntimeException> callback) {
            this.callback = callback;
        }

        void run(Handle handle) {
            handle.savepoint("work");
            try {
                value = callback.withHandle(handle);
                handle.releaseSavepoint("work");
            } catch (Throwable thrown) {
                failure = thrown;
                handle.rollbackToSavepoint("work");
            }
        }

        void finish() {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(value);
            }
        }
    }
}
