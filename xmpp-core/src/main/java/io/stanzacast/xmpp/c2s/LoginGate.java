package io.stanzacast.xmpp.c2s;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the connections that have not bound a resource yet, so that nobody can hold them all. Safe for any thread. */
final class LoginGate {
    private final LoginConfig config;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

    LoginGate(LoginConfig config) {
        this.config = config;
    }

    /** @return whether there is room; then {@link #leave} must follow once */
    boolean enter(@Nullable InetAddress address) {
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            waiting.decrementAndGet();
            return false;
        }
        if (perAddress.merge(key(address), 1, Integer::sum) > config.maxWaitingPerAddress()) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(@Nullable InetAddress address) {
        waiting.decrementAndGet();
        perAddress.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
    }

    int waiting() {
        return waiting.get();
    }

    private static String key(@Nullable InetAddress address) {
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        boolean network = address instanceof Inet6Address && !address.isLoopbackAddress();
        return HexFormat.of().formatHex(network ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
