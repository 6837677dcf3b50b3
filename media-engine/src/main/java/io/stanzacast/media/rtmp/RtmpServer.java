package io.stanzacast.media.rtmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.rtmp.chunk.ChunkDecoder;
import io.stanzacast.media.rtmp.chunk.ChunkEncoder;
import io.stanzacast.media.rtmp.handshake.HandshakeHandler;
import io.stanzacast.media.rtmp.message.MessageDecoder;
import io.stanzacast.media.rtmp.message.MessageEncoder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The RTMP listener: takes publishers in and registers what they send as live streams. {@link #start} and {@link #close} are called by one
 * thread that may block; everything else happens on the event loops of the bootstrap.
 */
public final class RtmpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RtmpServer.class);
    private static final int CLOSE_SECONDS = 5;

    private final RtmpConfig config;
    private final Supplier<ServerBootstrap> bootstraps;
    private final StreamRegistry registry;
    private final Admission admission;
    private final ConnectionCount count;
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Channel listener;

    /** @param bootstraps each with event loops and channel class set, to be completed and bound once */
    @Inject
    public RtmpServer(
            RtmpConfig config,
            Supplier<ServerBootstrap> bootstraps,
            StreamRegistry registry,
            PublishPolicy policy,
            Clock clock) {
        this.config = config;
        this.bootstraps = bootstraps;
        this.registry = registry;
        this.admission = new Admission(registry, policy, new KeyThrottle(config.wrongKeysPerMinute(), clock));
        this.count = new ConnectionCount(config.maxConnections(), config.maxConnectionsPerAddress());
    }

    /**
     * Binds, unless RTMP is switched off.
     *
     * @throws UncheckedIOException naming address and port if they cannot be had
     */
    public void start() {
        if (!config.enabled()) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
        ChannelFuture bound = bootstraps
                .get()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(2048, 16_384, 262_144))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(16_384, 65_536))
                .childHandler(new ConnectionInitializer())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(new IOException(
                    "media.rtmp.port: cannot listen on " + config.address() + ":" + config.port() + " ("
                            + bound.cause().getMessage() + "); expected: a free port",
                    bound.cause()));
        }
        listener = bound.channel();
        log.info("[rtmp] listens on {}:{}", config.address(), port());
    }

    /** The port it listens on, -1 if it does not. */
    public int port() {
        return listener != null && listener.localAddress() instanceof InetSocketAddress bound ? bound.getPort() : -1;
    }

    /** Stops listening and ends every publication. */
    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            listener = null;
        }
        for (ChannelFuture closed :
                List.copyOf(connections).stream().map(Channel::close).toList()) {
            closed.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private final class ConnectionInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
                channel.close();
                return;
            }
            ClientNetwork network = ClientNetwork.of(remote);
            String session = channel.id().asShortText();
            if (!count.open(network)) {
                log.debug("[rtmp {}] turned away: too many connections", session);
                channel.close();
                return;
            }
            connections.add(channel);
            channel.closeFuture().addListener(closed -> {
                connections.remove(channel);
                count.closed(network);
            });
            ChunkDecoder chunks = new ChunkDecoder(config.limitsForStrangers(), config.acknowledgementWindow());
            channel.pipeline()
                    .addLast(new HandshakeHandler())
                    .addLast(new ChunkEncoder())
                    .addLast(chunks)
                    .addLast(new MessageEncoder())
                    .addLast(new MessageDecoder())
                    .addLast(new PublishHandler(config, registry, admission, chunks, remote, session));
        }
    }
}
