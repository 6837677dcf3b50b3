package io.stanzacast.bosh.websocket;

import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How often one address may upgrade: a minute's worth at once, then evenly. Some clients retry a failed connection without any pause. Safe
 * for any thread.
 */
final class UpgradeRate {
    private static final long WINDOW_MILLIS = 60_000;
    private static final int MAX_ADDRESSES = 100_000;

    private final int perMinute;
    private final Clock clock;
    /** The time at which each address will have its whole allowance again. */
    private final ConcurrentMap<InetAddress, Long> restored = new ConcurrentHashMap<>();

    private volatile long sweptMillis;

    UpgradeRate(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Counts this upgrade if it is admitted. */
    boolean admits(InetAddress block) {
        if (perMinute == 0) {
            return true;
        }
        long now = clock.millis();
        if (restored.size() >= MAX_ADDRESSES && !makeRoom(now)) {
            return true;
        }
        long cost = WINDOW_MILLIS / perMinute;
        boolean[] admitted = new boolean[1];
        restored.compute(block, (key, until) -> {
            long next = (until == null ? now : Math.max(until, now)) + cost;
            admitted[0] = next <= now + WINDOW_MILLIS;
            return admitted[0] ? next : until;
        });
        return admitted[0];
    }

    private boolean makeRoom(long now) {
        if (now - sweptMillis >= 1000) {
            sweptMillis = now;
            restored.values().removeIf(until -> until <= now);
        }
        return restored.size() < MAX_ADDRESSES;
    }
}
