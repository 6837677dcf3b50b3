package io.stanzacast.media.rtmp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections, in all and by network. Safe for any thread. */
final class ConnectionCount {
    private final int max;
    private final int maxPerNetwork;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentMap<ClientNetwork, Integer> perNetwork = new ConcurrentHashMap<>();

    ConnectionCount(int max, int maxPerNetwork) {
        this.max = max;
        this.maxPerNetwork = maxPerNetwork;
    }

    /** Whether one more may open; if so it is counted until {@link #closed}. */
    boolean open(ClientNetwork network) {
        if (total.incrementAndGet() > max) {
            total.decrementAndGet();
            return false;
        }
        if (perNetwork.merge(network, 1, Integer::sum) > maxPerNetwork) {
            closed(network);
            return false;
        }
        return true;
    }

    void closed(ClientNetwork network) {
        total.decrementAndGet();
        perNetwork.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
    }

    int total() {
        return total.get();
    }
}
