package io.stanzacast.bosh.web;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions there may be, in all and from one {@link AddressBlock}. Safe for any thread. */
public final class SessionQuota {
    private final int maxTotal;
    private final int maxPerAddress;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    public SessionQuota(int maxTotal, int maxPerAddress) {
        this.maxTotal = maxTotal;
        this.maxPerAddress = maxPerAddress;
    }

    /** Whether there is room for one more, which then is taken until {@link #release}. */
    public boolean take(InetAddress block) {
        if (total.incrementAndGet() > maxTotal) {
            total.decrementAndGet();
            return false;
        }
        int count = perAddress.merge(block, 1, Integer::sum);
        if (count > maxPerAddress) {
            release(block);
            return false;
        }
        return true;
    }

    public void release(InetAddress block) {
        total.decrementAndGet();
        perAddress.computeIfPresent(block, (key, count) -> count == 1 ? null : count - 1);
    }

    public int size() {
        return total.get();
    }
}
