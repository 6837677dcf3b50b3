package io.stanzacast.bosh;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** XEP-0124 §10: how long a session lives without any request. Of the session's owner. */
final class Inactivity {
    private final EventExecutor owner;
    private final int usualSeconds;
    private final Runnable whenOver;
    private int seconds;
    private @Nullable Future<?> timer;

    Inactivity(EventExecutor owner, int usualSeconds, Runnable whenOver) {
        this.owner = owner;
        this.usualSeconds = usualSeconds;
        this.seconds = usualSeconds;
        this.whenOver = whenOver;
    }

    int seconds() {
        return seconds;
    }

    /** The client asked for another period, until its next request. */
    void pause(int pauseSeconds) {
        cancel();
        seconds = pauseSeconds;
    }

    /** A request came. */
    void stop() {
        seconds = usualSeconds;
        cancel();
    }

    /** Whether any request is under way may have changed. */
    void update(boolean awaited) {
        if (awaited) {
            cancel();
        } else if (timer == null) {
            timer = owner.schedule(whenOver, seconds, TimeUnit.SECONDS);
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
