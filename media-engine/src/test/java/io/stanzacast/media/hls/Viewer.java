package io.stanzacast.media.hls;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A viewer's connection. */
final class Viewer {
    final EmbeddedChannel channel;
    private final HlsHandler handler;

    Viewer(HlsHandler handler) {
        this.handler = handler;
        this.channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                FullHttpRequest request = (FullHttpRequest) message;
                Viewer.this.handler.handle(ctx, request);
                request.release();
            }
        });
    }

    /** What came back; its bytes are copied out. */
    record Answer(int status, FullHttpResponse response, byte[] body) {
        @Nullable
        String header(String name) {
            return response.headers().get(name);
        }

        String text() {
            return new String(body, StandardCharsets.US_ASCII);
        }
    }

    void ask(HttpMethod method, String uri, String... headers) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.headers().set(headers[i], headers[i + 1]);
        }
        channel.writeInbound(request);
    }

    Optional<Answer> answer() {
        channel.runPendingTasks();
        FullHttpResponse response = channel.readOutbound();
        if (response == null) {
            return Optional.empty();
        }
        byte[] body = ByteBufUtil.getBytes(response.content());
        response.release();
        return Optional.of(new Answer(response.status().code(), response, body));
    }

    Answer get(String uri, String... headers) {
        ask(HttpMethod.GET, uri, headers);
        return answer().orElseThrow(() -> new AssertionError("no answer to " + uri));
    }
}
