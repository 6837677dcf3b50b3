package io.stanzacast.bosh.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing text frames (RFC 6455 §5.2), collected during one turn of the event loop and written at once. Of the channel's event loop.
 */
final class FrameWriter {
    private static final int FINAL_TEXT = 0x81;
    private static final int MAX_HEADER = 10;
    private static final byte[] NOTHING = {};

    private final Channel channel;
    private @Nullable ByteBuf turn;
    private long unsentBytes;

    FrameWriter(Channel channel) {
        this.channel = channel;
    }

    /** Bytes of this turn and of earlier ones that the socket has not taken. */
    long unsentBytes() {
        return unsentBytes;
    }

    void text(byte[] message) {
        text(message, message.length, NOTHING);
    }

    /** A message with something put in at an offset. */
    void text(byte[] message, int offset, byte[] inserted) {
        int length = message.length + inserted.length;
        ByteBuf out = turn;
        if (out == null) {
            out = channel.alloc().buffer(length + MAX_HEADER);
            turn = out;
            channel.eventLoop().execute(this::flush);
        }
        int before = out.writerIndex();
        header(out, length);
        out.writeBytes(message, 0, offset).writeBytes(inserted).writeBytes(message, offset, message.length - offset);
        unsentBytes += out.writerIndex() - before;
    }

    private static void header(ByteBuf out, int length) {
        out.writeByte(FINAL_TEXT);
        if (length < 126) {
            out.writeByte(length);
        } else if (length < 65_536) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
    }

    /** Before a frame that something else writes. */
    void flush() {
        ByteBuf out = turn;
        if (out == null) {
            return;
        }
        turn = null;
        int bytes = out.readableBytes();
        channel.writeAndFlush(out).addListener(done -> unsentBytes -= bytes);
    }
}
