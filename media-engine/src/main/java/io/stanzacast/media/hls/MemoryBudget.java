package io.stanzacast.media.hls;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all presentations share. As long as there is enough each may have what the configuration allows one; when it gets scarce
 * each gets the same part of it. Safe for any thread.
 */
final class MemoryBudget {
    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger presentations = new AtomicInteger();

    MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void join() {
        presentations.incrementAndGet();
    }

    void leave() {
        presentations.decrementAndGet();
    }

    /** A presentation now holds so many bytes more, or less. */
    void use(long bytes) {
        used.addAndGet(bytes);
    }

    /** Whether ended presentations had better go before their time. */
    boolean isTight() {
        return used.get() > maxBytes / 2;
    }

    private boolean isScarce() {
        return used.get() > maxBytes / 4 * 3;
    }

    /** What one presentation may hold, if it may never hold more than {@code most}. */
    long share(long most) {
        return isScarce() ? Math.min(most, maxBytes / 4 * 3 / Math.max(1, presentations.get())) : most;
    }
}
