package io.stanzacast.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes on one request at a time, the next only when the last is answered (RFC 9112 §9.3.2), and closes the connection when no whole
 * request comes in time. Owner: the connection's event loop.
 */
final class RequestQueue extends ChannelDuplexHandler {
    private static final int MOST_PIPELINED = 16;

    private final Duration idleTimeout;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean answering;
    private @Nullable Future<?> idle;

    RequestQueue(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            awaitRequest(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitRequest(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!answering) {
            pass(ctx, request);
            return;
        }
        waiting.add(request);
        if (waiting.size() >= MOST_PIPELINED) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void pass(ChannelHandlerContext ctx, FullHttpRequest request) {
        answering = true;
        cancelIdle();
        ctx.fireChannelRead(request);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean last = message instanceof LastHttpContent;
        ctx.write(message, promise);
        if (last && answering) {
            answering = false;
            // Not at once: the route is still on the stack, and a long pipeline must not become a deep one.
            ctx.executor().execute(() -> next(ctx));
        }
    }

    private void next(ChannelHandlerContext ctx) {
        if (answering || ctx.isRemoved()) {
            return;
        }
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            pass(ctx, request);
            return;
        }
        ctx.channel().config().setAutoRead(true);
        awaitRequest(ctx);
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        cancelIdle();
        idle = ctx.executor().schedule(() -> ctx.close(), idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelIdle() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }

    /** Also called when a WebSocket takes the channel over. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelIdle();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
