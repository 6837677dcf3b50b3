package io.stanzacast.policy.broadcast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A loop that runs when the test says so, on the test's thread, with a clock that only {@link #pass} moves. */
final class ManualLoop implements BroadcastLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private Duration now = Duration.ofHours(1);

    private record Timer(Duration at, Runnable task) {}

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized Timeout after(Duration delay, Runnable task) {
        Timer timer = new Timer(now.plus(delay), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public Duration now() {
        return now;
    }

    /** Runs what was handed over, and what that hands over. */
    void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    /** Lets time go by, and all that waited for it run at its moment. */
    void pass(Duration duration) {
        Duration end = now.plus(duration);
        run();
        for (Optional<Timer> due = due(end); due.isPresent(); due = due(end)) {
            timers.remove(due.get());
            now = due.get().at();
            due.get().task().run();
            run();
        }
        now = end;
    }

    private synchronized Runnable next() {
        return tasks.poll();
    }

    private Optional<Timer> due(Duration end) {
        return timers.stream().filter(timer -> timer.at().compareTo(end) <= 0).min(Comparator.comparing(Timer::at));
    }
}
