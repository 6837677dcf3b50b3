package io.stanzacast.bosh;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.stanzacast.bosh.web.Answers;
import io.stanzacast.bosh.web.Origins;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One HTTP request that gets one answer, now or later. Of the session's owner, whatever loop its channel has. */
final class BoshExchange {
    private final Channel channel;
    private final boolean keepAlive;
    private final HttpVersion version;
    private final FullHttpResponse response;
    private boolean answered;
    private @Nullable ChannelFutureListener watch;

    BoshExchange(Channel channel, HttpRequest request, Origins origins) {
        this.channel = channel;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.version = request.protocolVersion();
        this.response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff");
        origins.permit(request.headers(), response.headers());
    }

    /** Whether somebody waits for the answer. */
    boolean isLive() {
        return !answered && channel.isActive();
    }

    /** @param action runs on {@code owner} if the connection is lost before the answer */
    void whenLost(Executor owner, Runnable action) {
        if (answered) {
            return;
        }
        ChannelFutureListener listener = closed -> owner.execute(action);
        watch = listener;
        channel.closeFuture().addListener(listener);
    }

    /** Does nothing the second time. */
    void answer(String contentType, byte[] body) {
        if (answered) {
            return;
        }
        answered = true;
        if (watch != null) {
            channel.closeFuture().removeListener(watch);
        }
        FullHttpResponse full = response.replace(Unpooled.wrappedBuffer(body));
        full.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType).set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        Answers.send(channel, keepAlive, version, full);
    }
}
