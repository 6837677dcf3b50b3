package io.stanzacast.media.rtmp;

import java.time.Clock;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts wrong stream keys by network and minute. Remembers at most {@value #MAX_NETWORKS} networks; beyond that it forgets some other.
 * Safe for any thread.
 */
final class KeyThrottle {
    private static final int MAX_NETWORKS = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private record Minute(long begun, int wrongKeys) {}

    private final ConcurrentMap<ClientNetwork, Minute> minutes = new ConcurrentHashMap<>();
    private final int maxPerMinute;
    private final Clock clock;

    KeyThrottle(int maxPerMinute, Clock clock) {
        this.maxPerMinute = maxPerMinute;
        this.clock = clock;
    }

    boolean isThrottled(ClientNetwork network) {
        Minute minute = minutes.get(network);
        if (minute == null) {
            return false;
        }
        if (isOver(minute)) {
            minutes.remove(network, minute);
            return false;
        }
        return minute.wrongKeys >= maxPerMinute;
    }

    void wrongKey(ClientNetwork network) {
        minutes.compute(
                network,
                (key, minute) -> minute == null || isOver(minute)
                        ? new Minute(clock.millis(), 1)
                        : new Minute(minute.begun, minute.wrongKeys + 1));
        if (minutes.size() > MAX_NETWORKS) {
            forgetSome(network);
        }
    }

    private void forgetSome(ClientNetwork except) {
        minutes.values().removeIf(this::isOver);
        Iterator<ClientNetwork> networks = minutes.keySet().iterator();
        while (minutes.size() > MAX_NETWORKS && networks.hasNext()) {
            if (!networks.next().equals(except)) {
                networks.remove();
            }
        }
    }

    private boolean isOver(Minute minute) {
        return clock.millis() - minute.begun >= MINUTE_MILLIS;
    }

    int networks() {
        return minutes.size();
    }
}
