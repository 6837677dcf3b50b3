package io.stanzacast.xmpp.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the connections of each address (IPv6: of each /64), so that one peer cannot take all there are. Safe for any thread. */
final class ConnectionCount {
    private final int most;
    private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

    ConnectionCount(int most) {
        this.most = most;
    }

    /** Whether one more may open; if so it is counted until {@link #closed}. */
    boolean open(InetAddress address) {
        if (perAddress.merge(key(address), 1, Integer::sum) > most) {
            closed(address);
            return false;
        }
        return true;
    }

    void closed(InetAddress address) {
        perAddress.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
    }

    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean network = address instanceof Inet6Address && !address.isLoopbackAddress();
        return HexFormat.of().formatHex(network ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
