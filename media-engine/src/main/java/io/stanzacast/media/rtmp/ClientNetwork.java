package io.stanzacast.media.rtmp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What counts as one address when peers are limited: an IPv4 address, or the first 64 bits of an IPv6 one, since a household has a whole
 * network of those.
 *
 * @param address with the host part of IPv6 set to zero
 */
record ClientNetwork(InetAddress address) {
    static ClientNetwork of(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        if (!(address instanceof Inet6Address)) {
            return new ClientNetwork(address);
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        try {
            return new ClientNetwork(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
