package io.stanzacast.bosh.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RFC 6455: frames to whole messages, pings, and what ends a connection. One per connection, of its event loop; does nothing before
 * {@link #start}.
 */
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);
    private static final byte[] NOTHING = {};

    private final long pingNanos;
    private @Nullable WebSocketTransport transport;
    private byte[] message = NOTHING;
    private int length;
    private long lastReadNanos;
    private boolean pinged;

    FrameHandler(int pingSeconds) {
        this.pingNanos = TimeUnit.SECONDS.toNanos(pingSeconds);
    }

    /** The handshake is done. */
    void start(ChannelHandlerContext ctx, WebSocketTransport started) {
        transport = started;
        lastReadNanos = now(ctx);
        ctx.executor().schedule(() -> checkIdle(ctx), pingNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        WebSocketTransport stream = transport;
        if (stream == null) {
            ctx.close();
            return;
        }
        lastReadNanos = now(ctx);
        pinged = false;
        if (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
            fragment(stream, frame);
        } else if (frame instanceof PingWebSocketFrame ping) {
            // RFC 6455 §5.5.3 lets later pings stand for earlier ones: a peer that reads no pongs gets no queue of
            // them.
            if (ctx.channel().isWritable()) {
                ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
        } else if (frame instanceof CloseWebSocketFrame close) {
            stream.closeFrame(close.statusCode());
        } else if (frame instanceof BinaryWebSocketFrame) {
            // RFC 7395 §3.2: text only
            stream.fail(
                    new StreamException(Condition.BAD_FORMAT, "data frame: binary (expected: text)"),
                    WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
        }
    }

    private void fragment(WebSocketTransport stream, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int more = content.readableBytes();
        int most = stream.maxMessageBytes();
        if (length + more > most) {
            forget();
            stream.fail(
                    new StreamException(
                            Condition.POLICY_VIOLATION, "bytes of a message: over " + most + " (expected: at most)"),
                    WebSocketCloseStatus.MESSAGE_TOO_BIG);
            return;
        }
        if (length + more > message.length) {
            int room = frame.isFinalFragment() ? length + more : Math.min(most, 2 * (length + more));
            message = Arrays.copyOf(message, room);
        }
        content.readBytes(message, length, more);
        length += more;
        if (frame.isFinalFragment()) {
            byte[] whole = message;
            int end = length;
            forget();
            stream.message(whole, end);
        }
    }

    private void forget() {
        message = NOTHING;
        length = 0;
    }

    private void checkIdle(ChannelHandlerContext ctx) {
        WebSocketTransport stream = transport;
        if (stream == null || !ctx.channel().isActive()) {
            return;
        }
        long idle = now(ctx) - lastReadNanos;
        long next = pingNanos;
        if (stream.isPaused()) {
            // Nothing is read, so nothing can be concluded.
            pinged = false;
        } else if (idle < pingNanos) {
            next = pingNanos - idle;
        } else if (pinged) {
            stream.abort("no answer to a ping within " + TimeUnit.NANOSECONDS.toSeconds(pingNanos) + " s");
            return;
        } else {
            pinged = true;
            ctx.writeAndFlush(new PingWebSocketFrame());
        }
        ctx.executor().schedule(() -> checkIdle(ctx), next, TimeUnit.NANOSECONDS);
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        WebSocketTransport stream = transport;
        if (stream != null) {
            stream.abort("connection lost");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        WebSocketTransport stream = transport;
        if (stream == null) {
            ctx.close();
        } else if (cause.getCause() instanceof CorruptedWebSocketFrameException
                || cause instanceof CorruptedWebSocketFrameException) {
            CorruptedWebSocketFrameException corrupted = cause instanceof CorruptedWebSocketFrameException direct
                    ? direct
                    : (CorruptedWebSocketFrameException) cause.getCause();
            stream.fail(new StreamException(Condition.BAD_FORMAT, corrupted.getMessage()), corrupted.closeStatus());
        } else if (cause instanceof IOException) {
            stream.abort("connection lost: " + cause.getMessage());
        } else {
            LOG.error("{} closed by a defect", stream, cause);
            stream.fail(
                    new StreamException(Condition.INTERNAL_SERVER_ERROR, null),
                    WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
        }
    }
}
