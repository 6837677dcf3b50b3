package io.stanzacast.media.rtmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An RTMP server on a free port, with a recorder of all that is published. The key {@code secret-NAME} publishes the path {@code NAME}. */
final class ServerRig implements AutoCloseable {
    final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    final StreamRegistry registry = new StreamRegistry();
    final RecordingReader reader = new RecordingReader();
    final RtmpServer server;

    ServerRig(RtmpConfig config, PublishPolicy policy) {
        registry.addListener(reader);
        server = new RtmpServer(config.withPort(0), this::bootstrap, registry, policy, Clock.systemUTC());
        server.start();
    }

    static ServerRig start(PublishPolicy.OnBusy onBusy) {
        return new ServerRig(RtmpConfig.defaults(), keys(onBusy));
    }

    ServerBootstrap bootstrap() {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class);
    }

    static PublishPolicy keys(PublishPolicy.OnBusy onBusy) {
        return request -> CompletableFuture.completedFuture(
                request.streamKey().startsWith("secret-")
                        ? new PublishPolicy.Accepted(
                                new StreamPath(request.streamKey().substring(7)), onBusy)
                        : new PublishPolicy.Refused(PublishPolicy.Kind.BAD_KEY, "wrong stream key"));
    }

    String url(String key) {
        return "rtmp://127.0.0.1:" + server.port() + "/live/" + key;
    }

    @Override
    public void close() {
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
