package io.stanzacast.xmpp.script;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs tasks on the test's own thread, in order, when the script waits for something. Tasks may come from any thread. */
public final class ScriptExecutor implements Executor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Until nothing is left to do. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Until {@code done}, waiting a while for tasks that other threads may bring. @return whether it is done */
    public boolean runUntil(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        run();
        while (!done.getAsBoolean()) {
            try {
                Runnable task = tasks.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (task == null) {
                    return done.getAsBoolean();
                }
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            run();
        }
        return true;
    }
}
