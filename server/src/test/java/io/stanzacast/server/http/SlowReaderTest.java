package io.stanzacast.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that ask and do not read. */
final class SlowReaderTest {
    private static final byte[] LARGE = new byte[8 << 20];
    private static final String ASK = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        HttpConfig config = new HttpConfig(
                "127.0.0.1", 0, 10, 10, 1 << 20, Duration.ofSeconds(75), Duration.ofSeconds(1), List.of());
        Route large = (ctx, request) -> {
            asked.incrementAndGet();
            Responses.send(
                    ctx,
                    request,
                    Responses.of(HttpResponseStatus.OK, "video/mp4", Unpooled.wrappedBuffer(LARGE.clone())));
            ctx.channel().closeFuture().addListener(closed -> released.incrementAndGet());
        };
        front = new HttpFront(
                config,
                () -> new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.SO_SNDBUF, 64 * 1024),
                new Routes(Map.of("/large", large)),
                Clock.systemUTC());
        front.start();
    }

    @AfterEach
    void stop() {
        front.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void isAskedNothingMoreWhileAnAnswerIsNotTakenAndCutsThoseWhoNeverTakeIt() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
            socket.getOutputStream().write(ASK.repeat(100).getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> released.get() == 1);
            assertThat(asked).hasValue(1);
        }
    }
}
