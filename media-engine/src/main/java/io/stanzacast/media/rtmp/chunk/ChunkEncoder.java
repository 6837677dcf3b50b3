package io.stanzacast.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.nio.ByteBuffer;

/**
 * RTMP 1.0 §5.3: {@link ChunkMessage}s to bytes, each with a whole header. A Set Chunk Size that passes holds for what follows it. Owner:
 * the connection's event loop.
 */
public final class ChunkEncoder extends MessageToByteEncoder<ChunkMessage> {
    private static final int NO_TIME = 0xFFFFFF;

    private int chunkSize = 128;

    public ChunkEncoder() {
        super(ChunkMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, ChunkMessage message, ByteBuf out) {
        byte[] body = message.body();
        boolean extended = message.timestamp() >= NO_TIME;
        basicHeader(out, 0, message.chunkStreamId());
        out.writeMedium(extended ? NO_TIME : (int) message.timestamp());
        out.writeMedium(body.length);
        out.writeByte(message.type());
        out.writeIntLE(message.streamId());
        int written = 0;
        do {
            if (written > 0) {
                basicHeader(out, 3, message.chunkStreamId());
            }
            if (extended) {
                out.writeInt((int) message.timestamp());
            }
            int count = Math.min(chunkSize, body.length - written);
            out.writeBytes(body, written, count);
            written += count;
        } while (written < body.length);
        if (message.type() == ChunkMessage.SET_CHUNK_SIZE) {
            chunkSize = ByteBuffer.wrap(body).getInt();
        }
    }

    private static void basicHeader(ByteBuf out, int format, int id) {
        if (id < 64) {
            out.writeByte(format << 6 | id);
        } else if (id < 320) {
            out.writeByte(format << 6);
            out.writeByte(id - 64);
        } else {
            out.writeByte(format << 6 | 1);
            out.writeByte(id - 64 & 255);
            out.writeByte(id - 64 >> 8);
        }
    }
}
