package io.stanzacast.xmpp.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for clients: with STARTTLS on one port, with TLS from the first byte on another (XEP-0368). {@link #start} and {@link #close} block
 * and are called by one thread that is no event loop.
 */
public final class C2sServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(C2sServer.class);
    private static final long CLOSE_SECONDS = 5;

    private final C2sConfig config;
    private final Supplier<ServerBootstrap> bootstraps;
    private final TlsInsertion tls;
    private final StreamAcceptor acceptor;
    private final Map<EventLoop, LoopState> loops = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup("c2s", GlobalEventExecutor.INSTANCE);
    private final ConnectionCount count;
    private final List<Channel> listeners = new ArrayList<>();
    private @Nullable Channel plain;
    private @Nullable Channel direct;

    /** @param bootstraps each new, with its groups and its channel class set, and nothing else */
    public C2sServer(
            C2sConfig config, Supplier<ServerBootstrap> bootstraps, TlsContexts contexts, StreamAcceptor acceptor) {
        this.config = config;
        this.count = new ConnectionCount(config.maxConnectionsPerAddress());
        this.bootstraps = bootstraps;
        this.tls = new TlsInsertion(contexts, config.handshakeTimeout());
        this.acceptor = acceptor;
    }

    /** @throws IOException naming the port and the reason, if one cannot be bound; then none is */
    public void start() throws IOException {
        try {
            if (config.port() >= 0) {
                plain = listen("port", config.port(), false);
            }
            if (config.directTlsPort() >= 0) {
                direct = listen("direct-tls-port", config.directTlsPort(), true);
            }
        } catch (IOException e) {
            stopListening();
            throw e;
        }
    }

    private Channel listen(String key, int port, boolean directTls) throws IOException {
        ChannelFuture bound = bootstraps
                .get()
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, directTls);
                    }
                })
                .bind(config.address(), port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "xmpp.c2s." + key + ": cannot listen on " + config.address() + ":" + port + " ("
                            + reason(bound.cause()) + "); expected: a free port",
                    bound.cause());
        }
        Channel channel = bound.channel();
        listeners.add(channel);
        log.info("[c2s] listening on {}{}", channel.localAddress(), directTls ? " with TLS" : "");
        return channel;
    }

    /** A name that does not resolve fails without a message. */
    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "no such address" : message;
    }

    private void accept(Channel channel, boolean directTls) {
        if (connections.size() >= config.maxConnections()
                || !(channel.remoteAddress() instanceof InetSocketAddress remote)
                || !count.open(remote.getAddress())) {
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> count.closed(remote.getAddress()));
        connections.add(channel);
        LoopState loop = loops.computeIfAbsent(channel.eventLoop(), LoopState::new);
        TcpTransport transport = new TcpTransport(channel, config, tls, loop);
        channel.pipeline().addLast("stream", new TcpHandler(transport, acceptor));
        if (directTls) {
            tls.insert(channel, "");
        }
    }

    /** Where it listens for STARTTLS; empty if that is off. */
    public OptionalInt port() {
        return port(plain);
    }

    /** Where it listens for direct TLS; empty if that is off. */
    public OptionalInt directTlsPort() {
        return port(direct);
    }

    /** How many clients are connected. */
    public int connections() {
        return connections.size();
    }

    private static OptionalInt port(@Nullable Channel listener) {
        return listener != null && listener.localAddress() instanceof InetSocketAddress address
                ? OptionalInt.of(address.getPort())
                : OptionalInt.empty();
    }

    /** Stops accepting, tells every client {@code system-shutdown}, and waits some seconds for them to take it. */
    @Override
    public void close() {
        stopListening();
        for (Channel channel : connections) {
            TcpHandler handler = channel.pipeline().get(TcpHandler.class);
            if (handler == null) {
                channel.close();
            } else {
                channel.eventLoop()
                        .execute(() -> handler.transport()
                                .close(Optional.of(new StreamError(StreamError.Condition.SYSTEM_SHUTDOWN, null))));
            }
        }
        connections.newCloseFuture().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void stopListening() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        listeners.clear();
    }
}
