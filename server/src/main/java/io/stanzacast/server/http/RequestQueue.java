package io.stanzacast.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on one request at a time, the next only when the peer has taken the last answer (RFC 9112 §9.3.2), so that no more than one answer
 * ever waits for it. Closes the connection when no whole request comes in time, and when an answer is hardly taken. Owner: the
 * connection's event loop.
 */
final class RequestQueue extends ChannelDuplexHandler {
    private static final Logger log = LoggerFactory.getLogger(RequestQueue.class);
    private static final int MOST_PIPELINED = 16;
    /** Of bodies that wait; the request that goes beyond is the last that is read. */
    private static final int MOST_WAITING_BYTES = 64 * 1024;
    /** What a peer must at least take of an answer in a write timeout; slower ones would hold media that is long over. */
    private static final int LEAST_TAKEN_BYTES = 32 * 1024;

    private final Duration idleTimeout;
    private final Duration writeTimeout;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean answering;
    private boolean taking;
    private @Nullable Future<?> idle;
    private @Nullable Future<?> writing;

    RequestQueue(Duration idleTimeout, Duration writeTimeout) {
        this.idleTimeout = idleTimeout;
        this.writeTimeout = writeTimeout;
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
        waitingBytes += request.content().readableBytes();
        if (waiting.size() >= MOST_PIPELINED || waitingBytes >= MOST_WAITING_BYTES) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void pass(ChannelHandlerContext ctx, FullHttpRequest request) {
        answering = true;
        idle = cancelled(idle);
        ctx.fireChannelRead(request);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof LastHttpContent)) {
            ctx.write(message, promise);
            return;
        }
        taking = true;
        ctx.write(message, promise.unvoid()).addListener(written -> {
            taking = false;
            writing = cancelled(writing);
            if (answering && written.isSuccess()) {
                answering = false;
                // Not at once: the route may still be on the stack, and a long pipeline must not become a deep one.
                ctx.executor().execute(() -> next(ctx));
            }
        });
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (taking && writing == null) {
            awaitTaking(ctx, untakenBytes(ctx));
        }
    }

    private void next(ChannelHandlerContext ctx) {
        if (answering || ctx.isRemoved()) {
            return;
        }
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            waitingBytes -= request.content().readableBytes();
            pass(ctx, request);
            return;
        }
        ctx.channel().config().setAutoRead(true);
        awaitRequest(ctx);
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        cancelled(idle);
        idle = ctx.executor().schedule(() -> ctx.close(), idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param before what had not been taken when this was last looked at */
    private void awaitTaking(ChannelHandlerContext ctx, long before) {
        writing = ctx.executor()
                .schedule(
                        () -> {
                            long left = untakenBytes(ctx);
                            if (before - left >= LEAST_TAKEN_BYTES) {
                                awaitTaking(ctx, left);
                                return;
                            }
                            log.debug(
                                    "[http {}] closed: bytes of an answer taken in {}: {} (expected: at least {})",
                                    ctx.channel().id(),
                                    writeTimeout,
                                    before - left,
                                    LEAST_TAKEN_BYTES);
                            ctx.close();
                        },
                        writeTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static long untakenBytes(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    private static @Nullable Future<?> cancelled(@Nullable Future<?> timeout) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        return null;
    }

    /** Also called when a WebSocket takes the channel over. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        idle = cancelled(idle);
        writing = cancelled(writing);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
