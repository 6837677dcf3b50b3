package io.stanzacast.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one HTTP listener (RFC 9112). Started and closed by one thread; its connections live on their event loops. */
public final class HttpFront implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpFront.class);

    private final HttpConfig config;
    private final Supplier<ServerBootstrap> bootstraps;
    private final Routes routes;
    private final ConnectionLimit limit;
    private final SafetyHeaders safety = new SafetyHeaders();
    private final DateHeader date;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listener;

    /** @param bootstraps each with its event loops and channel class set */
    public HttpFront(HttpConfig config, Supplier<ServerBootstrap> bootstraps, Routes routes, Clock clock) {
        this.config = config;
        this.bootstraps = bootstraps;
        this.routes = routes;
        this.limit = new ConnectionLimit(config);
        this.date = new DateHeader(clock);
    }

    /** @throws IOException naming address and port, if it cannot listen there */
    public void start() throws IOException {
        ServerBootstrap bootstrap = bootstraps.get().childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channels.add(channel);
                HttpDecoderConfig decoder = new HttpDecoderConfig()
                        .setMaxInitialLineLength(8192)
                        .setMaxHeaderSize(16_384)
                        .setMaxChunkSize(65_536);
                channel.pipeline()
                        .addLast(limit)
                        .addLast(new HttpServerCodec(decoder))
                        .addLast(date)
                        .addLast(safety)
                        .addLast(new HttpServerKeepAliveHandler())
                        .addLast(new HttpObjectAggregator(config.maxBodyBytes(), true))
                        .addLast(new RequestQueue(config.idleTimeout(), config.writeTimeout()))
                        .addLast(new RouteHandler(routes, config.trustedProxies()));
            }
        });
        var bound = bootstrap
                .bind(new InetSocketAddress(config.address(), config.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "http.port: cannot listen on " + config.address() + ":" + config.port() + " ("
                            + bound.cause().getMessage()
                            + "); expected: a free port",
                    bound.cause());
        }
        listener = bound.channel();
        log.info("[http] listening on {}:{}", config.address(), port());
    }

    /** The port bound, after {@link #start()}. */
    public int port() {
        Channel channel = listener;
        if (channel == null) {
            throw new IllegalStateException("http listener: not started");
        }
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        channels.close().awaitUninterruptibly(5000);
    }
}
