package io.stanzacast.policy.broadcast;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop as a thread of its own. What waits for it is bounded by those who hand over stanzas: see {@link Inbox}. */
public final class BroadcastThread implements BroadcastLoop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastThread.class);

    private final ScheduledThreadPoolExecutor executor;

    @Inject
    public BroadcastThread() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "broadcast");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("[broadcast] closed, a task is dropped");
        }
    }

    @Override
    public Timeout after(Duration delay, Runnable task) {
        try {
            Future<?> scheduled = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("[broadcast] closed, a timer is dropped");
            return () -> {};
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    /** Finishes what was handed over, drops what waits for its time; waits for at most five seconds. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("[broadcast] did not finish within five seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("[broadcast] task failed", e);
            }
        };
    }
}
