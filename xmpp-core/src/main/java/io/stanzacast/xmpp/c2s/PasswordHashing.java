package io.stanzacast.xmpp.c2s;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads for hashing passwords, which takes milliseconds of processor time each: few, so that logins never starve the event loops. */
public final class PasswordHashing implements AutoCloseable {
    private static final int MOST_WAITING = 1000;

    private final ThreadPoolExecutor pool;

    /** @param threads 1 or more */
    public PasswordHashing(int threads) {
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                work -> new Thread(work, "password-hash"));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Fails with {@link RejectedExecutionException} when too many wait. */
    <T> CompletionStage<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, pool);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
