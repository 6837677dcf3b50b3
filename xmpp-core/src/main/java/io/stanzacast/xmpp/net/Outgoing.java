package io.stanzacast.xmpp.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.stanzacast.xmpp.stream.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way out of one connection: gathered in one buffer during a turn of the loop, written in one call at its end. Bounded in bytes
 * and in age. Owner: the channel's loop.
 */
final class Outgoing {
    /** From here on a turn's bytes are written before it ends. */
    private static final int WRITE_AT = 128 * 1024;

    private static final int FIRST_BYTES = 1024;

    private final Channel channel;
    private final C2sConfig config;
    private @Nullable ByteBuf gathered;
    private boolean backlog;
    private long backlogSince;
    private boolean ended;

    Outgoing(Channel channel, C2sConfig config) {
        this.channel = channel;
        this.config = config;
    }

    boolean isEmpty() {
        return gathered == null;
    }

    void add(String text) {
        ByteBufUtil.writeUtf8(buffer(text.length()), text);
    }

    void add(Broadcast broadcast, byte[] toAttribute) {
        byte[] bytes = broadcast.stream();
        int head = broadcast.toOffset();
        ByteBuf buffer = buffer(bytes.length + toAttribute.length);
        buffer.writeBytes(bytes, 0, head);
        buffer.writeBytes(toAttribute);
        buffer.writeBytes(bytes, head, bytes.length - head);
    }

    private ByteBuf buffer(int more) {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(Math.max(FIRST_BYTES, more));
            gathered = buffer;
        }
        return buffer;
    }

    /** Whether so much is gathered that it should be written now. */
    boolean isLarge() {
        return gathered != null && gathered.readableBytes() >= WRITE_AT;
    }

    /** Whether the peer has left more than it may. */
    boolean isTooMuch() {
        int here = gathered == null ? 0 : gathered.readableBytes();
        return here + unwrittenBytes() > config.maxPendingBytes();
    }

    private long unwrittenBytes() {
        if (!backlog) {
            return 0;
        }
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /** @return whether this began a backlog, which must be watched */
    boolean flush() {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            return false;
        }
        gathered = null;
        channel.writeAndFlush(buffer, channel.voidPromise());
        return !backlog && !ended && startBacklog();
    }

    private boolean startBacklog() {
        backlog = hasUnwritten();
        if (backlog) {
            mark();
        }
        return backlog;
    }

    /** Not by bytes: a write still counts in them while its listener is told. */
    private boolean hasUnwritten() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue != null && !queue.isEmpty();
    }

    /** An empty write is done when all before it are: its age is that of the oldest byte. */
    private void mark() {
        backlogSince = System.nanoTime();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            backlog = written.isSuccess() && !ended && hasUnwritten();
            if (backlog) {
                mark();
            }
        });
    }

    boolean hasBacklog() {
        return backlog && !ended;
    }

    boolean isTooOld(long nanoTime) {
        return hasBacklog() && nanoTime - backlogSince > config.maxPendingAge().toNanos();
    }

    /** Drops what is gathered; nothing may follow. */
    void end() {
        ended = true;
        ByteBuf buffer = gathered;
        gathered = null;
        if (buffer != null) {
            buffer.release();
        }
    }
}
