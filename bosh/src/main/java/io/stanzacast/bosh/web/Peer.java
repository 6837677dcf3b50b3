package io.stanzacast.bosh.web;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who is at the other end of an HTTP connection.
 *
 * @param address where it comes from, behind trusted proxies
 * @param secure whether nobody on the way can read along: TLS, loopback, or a configuration that says so
 */
public record Peer(InetSocketAddress address, boolean secure) {
    /** Set on the channel by the HTTP front for connections of trusted proxies. */
    public static final AttributeKey<InetSocketAddress> REMOTE_ADDRESS = AttributeKey.valueOf("remoteAddress");

    /** @param considerSecure whether plain HTTP counts as secure wherever it comes from */
    public static Peer of(Channel channel, boolean considerSecure) {
        InetSocketAddress address = addressOf(channel);
        InetAddress ip = address.getAddress();
        boolean secure = considerSecure || hasTls(channel) || (ip != null && ip.isLoopbackAddress());
        return new Peer(address, secure);
    }

    private static InetSocketAddress addressOf(Channel channel) {
        InetSocketAddress forwarded = channel.attr(REMOTE_ADDRESS).get();
        if (forwarded != null) {
            return forwarded;
        }
        // Anything but an IP socket (a Unix domain socket) is of this machine.
        return channel.remoteAddress() instanceof InetSocketAddress socket
                ? socket
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static boolean hasTls(Channel channel) {
        if (channel.pipeline().get(SslHandler.class) != null) {
            return true;
        }
        Channel parent = channel.parent();
        return parent != null && parent.pipeline().get(SslHandler.class) != null;
    }
}
