package io.stanzacast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RequestQueueTest {
    private final List<String> asked = new ArrayList<>();
    private ChannelHandlerContext route;
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new RequestQueue(Duration.ofSeconds(75), Duration.ofSeconds(20)),
            new SimpleChannelInboundHandler<FullHttpRequest>() {
                @Override
                protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                    asked.add(request.uri());
                    route = ctx;
                }
            });

    private void ask(String uri) {
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri, Unpooled.buffer(0)));
    }

    private void answer() {
        route.writeAndFlush(Responses.text(HttpResponseStatus.OK, "fine"));
        channel.runPendingTasks();
        ((FullHttpResponse) channel.readOutbound()).release();
    }

    @Test
    @DisplayName("RFC 9112 §9.3.2 answers go out in the order of the requests")
    void passesTheNextRequestOnlyWhenTheLastIsAnswered() {
        ask("/one");
        ask("/two");
        assertThat(asked).containsExactly("/one");
        answer();
        assertThat(asked).containsExactly("/one", "/two");
        answer();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void stopsReadingWhenTooManyRequestsWait() {
        for (int i = 0; i < 17; i++) {
            ask("/" + i);
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        for (int i = 0; i < 17; i++) {
            answer();
        }
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(asked).hasSize(17);
    }

    @Test
    void closesAConnectionWithoutAWholeRequestInTime() {
        channel.advanceTimeBy(74, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesAConnectionOpenWhileItsRequestIsBeingAnswered() {
        ask("/long");
        channel.advanceTimeBy(10, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void stopsReadingWhenLargeRequestsWait() {
        ask("/one");
        channel.writeInbound(new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/two", Unpooled.wrappedBuffer(new byte[64 * 1024])));
        assertThat(channel.config().isAutoRead()).isFalse();
        answer();
        answer();
        assertThat(channel.config().isAutoRead()).isTrue();
    }
}
