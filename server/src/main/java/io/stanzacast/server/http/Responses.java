package io.stanzacast.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** The answers that pages and API share: headers every answer has, and answers without a page. */
final class Responses {
    private Responses() {}

    static FullHttpResponse of(HttpResponseStatus status, String contentType, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set("Referrer-Policy", "no-referrer");
        return response;
    }

    static FullHttpResponse text(HttpResponseStatus status, String text) {
        FullHttpResponse response =
                of(status, "text/plain; charset=utf-8", Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return response;
    }

    /** Writes and flushes; the body of an answer to HEAD is left out, its length is not. */
    static void send(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse response) {
        if (request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse head = new DefaultFullHttpResponse(
                    response.protocolVersion(),
                    response.status(),
                    Unpooled.EMPTY_BUFFER,
                    response.headers(),
                    response.trailingHeaders());
            response.release();
            ctx.writeAndFlush(head);
            return;
        }
        ctx.writeAndFlush(response);
    }
}
