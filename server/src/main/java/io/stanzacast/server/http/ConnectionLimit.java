package io.stanzacast.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections beyond the configured number, in all and per address, before anything of them is read. Shared by all event loops. */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);

    private final HttpConfig config;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    ConnectionLimit(HttpConfig config) {
        this.config = config;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        InetAddress address = ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
        boolean counted = !config.trustedProxies().contains(address.getHostAddress());
        int now = all.incrementAndGet();
        int here = counted ? perAddress.merge(address, 1, Integer::sum) : 0;
        ctx.channel().closeFuture().addListener(closed -> {
            all.decrementAndGet();
            if (counted) {
                perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
            }
        });
        if (now > config.maxConnections() || here > config.maxConnectionsPerAddress()) {
            int count = refused.incrementAndGet();
            if (Integer.bitCount(count) == 1) { // 1, 2, 4, 8, …: a flood must not fill the log
                log.warn(
                        "[http {}] refused: {} connections, {} from this address ({} refused so far)",
                        address.getHostAddress(),
                        now,
                        here,
                        count);
            }
            ctx.close();
            return;
        }
        ctx.fireChannelActive();
    }
}
