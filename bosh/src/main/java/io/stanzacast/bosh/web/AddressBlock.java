package io.stanzacast.bosh.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What counts as one address in limits: an IPv4 address, or an IPv6 network of 64 bits, which is what one subscriber has. */
public final class AddressBlock {
    private AddressBlock() {}

    public static InetAddress of(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        if (address == null) {
            return InetAddress.getLoopbackAddress();
        }
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }
}
