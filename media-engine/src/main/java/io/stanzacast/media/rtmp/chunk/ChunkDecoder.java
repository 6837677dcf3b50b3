package io.stanzacast.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.collection.IntObjectHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * RTMP 1.0 §5.3: bytes to {@link ChunkMessage}s. Body bytes are copied once, from the socket's buffer to where they stay. Takes Set Chunk
 * Size and Abort itself, since they hold from the next chunk on, and acknowledges received windows (§5.4.3). Owner: the connection's event
 * loop. Fails with {@link ChunkException}; what follows a failure is discarded.
 */
public final class ChunkDecoder extends ChannelInboundHandlerAdapter {
    private static final int DEFAULT_CHUNK_SIZE = 128;
    private static final int NO_TIME = 0xFFFFFF;
    private static final int MAX_HEADER = 3 + 11 + 4;
    private static final int[] HEADER_BYTES = {11, 7, 3, 0};

    private enum State {
        HEADER,
        REPEATED_TIME,
        BODY,
        FAILED
    }

    private final IntObjectHashMap<ChunkStream> streams = new IntObjectHashMap<>();
    private final byte[] header = new byte[MAX_HEADER];
    private final ReceivedWindow window;
    private ChunkLimits limits;
    private State state = State.HEADER;
    private int headerLength;
    private int chunkSize = DEFAULT_CHUNK_SIZE;
    private int chunkMissing;
    private long partialBytes;
    private @Nullable ChunkStream current;

    /** @param acknowledgementWindow bytes after which we acknowledge, until the peer names another number */
    public ChunkDecoder(ChunkLimits limits, long acknowledgementWindow) {
        this.limits = limits;
        this.window = new ReceivedWindow(acknowledgementWindow);
    }

    /** On the event loop: holds for messages that begin from now on. */
    public void setLimits(ChunkLimits newLimits) {
        limits = newLimits;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            window.received(in.readableBytes());
            consume(ctx, in);
        } catch (ChunkException e) {
            state = State.FAILED;
            throw e;
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (window.isDue()) {
            ctx.writeAndFlush(window.acknowledge());
        }
        ctx.fireChannelReadComplete();
    }

    private void consume(ChannelHandlerContext ctx, ByteBuf in) {
        while (in.isReadable() && state != State.FAILED) {
            if (state == State.HEADER) {
                readHeader(ctx, in);
            } else if (state == State.REPEATED_TIME) {
                peekRepeatedTime(ctx, in);
            } else {
                readBody(ctx, in);
            }
        }
    }

    /** Collects header bytes; the parts before the last decide how many there are. */
    private void readHeader(ChannelHandlerContext ctx, ByteBuf in) {
        if (!collect(in, 1)) {
            return;
        }
        int low = header[0] & 63;
        int basic = low == 0 ? 2 : low == 1 ? 3 : 1;
        if (!collect(in, basic)) {
            return;
        }
        int format = header[0] >> 6 & 3;
        int plain = basic + HEADER_BYTES[format];
        if (!collect(in, plain)) {
            return;
        }
        boolean extended = format < 3 && uint24(basic) == NO_TIME;
        if (extended && !collect(in, plain + 4)) {
            return;
        }
        int id = low == 0 ? 64 + (header[1] & 255) : low == 1 ? 64 + (header[1] & 255) + 256 * (header[2] & 255) : low;
        headerLength = 0;
        ChunkStream stream = stream(id, format);
        current = stream;
        if (format == 3 && stream.extended) {
            state = State.REPEATED_TIME;
        } else {
            apply(ctx, stream, format, basic, extended);
        }
    }

    private boolean collect(ByteBuf in, int wanted) {
        int count = Math.min(wanted - headerLength, in.readableBytes());
        if (count > 0) {
            in.readBytes(header, headerLength, count);
            headerLength += count;
        }
        return headerLength >= wanted;
    }

    private ChunkStream stream(int id, int format) {
        ChunkStream stream = streams.get(id);
        if (stream == null) {
            if (format != 0) {
                throw new ChunkException("chunk format: " + format + " on new chunk stream " + id + " (expected: 0)");
            }
            if (streams.size() >= limits.maxChunkStreams()) {
                throw new ChunkException(
                        "chunk streams: more than " + limits.maxChunkStreams() + " (expected: at most that)");
            }
            stream = new ChunkStream(id);
            streams.put(id, stream);
        }
        return stream;
    }

    private void apply(ChannelHandlerContext ctx, ChunkStream stream, int format, int basic, boolean extended) {
        if (format < 3) {
            if (stream.isReceiving()) {
                throw new ChunkException("chunk format: " + format + " inside a message of chunk stream " + stream.id
                        + " (expected: 3)");
            }
            int field = extended ? int32(basic + HEADER_BYTES[format]) : uint24(basic);
            stream.extended = extended;
            stream.lastField = field;
            // A delta after format 0 is that chunk's absolute time (§5.3.1.2.4).
            stream.delta = field & 0xFFFF_FFFFL;
            if (format < 2) {
                stream.length = uint24(basic + 3);
                stream.type = header[basic + 6] & 255;
            }
            if (format == 0) {
                stream.streamId = Integer.reverseBytes(int32(basic + 7));
                stream.timestamp = stream.delta;
            } else {
                stream.advance();
            }
        } else if (!stream.isReceiving()) {
            stream.advance();
        }
        beginBody(ctx, stream);
    }

    private void beginBody(ChannelHandlerContext ctx, ChunkStream stream) {
        if (!stream.isReceiving()) {
            int max = limits.maxBytes(stream.type);
            if (stream.length > max) {
                throw new ChunkException("message of type " + stream.type + ": " + stream.length
                        + " bytes (expected: at most " + max + ")");
            }
            stream.begin(limits.firstAllocation());
            allocated(stream.allocated());
        }
        chunkMissing = Math.min(chunkSize, stream.missing());
        state = State.BODY;
        if (chunkMissing == 0) {
            endChunk(ctx, stream);
        }
    }

    /**
     * The chunk continues a stream with an extended time: some senders repeat its four bytes, some do not. COMPAT 2024: librtmp and OBS
     * before its change 10097 do not.
     */
    private void peekRepeatedTime(ChannelHandlerContext ctx, ByteBuf in) {
        ChunkStream stream = receiving();
        while (in.isReadable()) {
            int shift = 24 - 8 * headerLength;
            if (in.getByte(in.readerIndex()) != (byte) (stream.lastField >> shift)) {
                byte[] taken = Arrays.copyOf(header, headerLength);
                headerLength = 0;
                apply(ctx, stream, 3, 1, true);
                consume(ctx, Unpooled.wrappedBuffer(taken));
                return;
            }
            header[headerLength++] = in.readByte();
            if (headerLength == 4) {
                headerLength = 0;
                apply(ctx, stream, 3, 1, true);
                return;
            }
        }
    }

    private void readBody(ChannelHandlerContext ctx, ByteBuf in) {
        ChunkStream stream = receiving();
        int count = Math.min(chunkMissing, in.readableBytes());
        int growth = stream.growth(count);
        if (growth > 0) {
            allocated(growth - stream.allocated());
            stream.grow(growth);
        }
        stream.receive(in, count);
        chunkMissing -= count;
        if (chunkMissing == 0) {
            endChunk(ctx, stream);
        }
    }

    private void allocated(int more) {
        partialBytes += more;
        if (partialBytes > limits.maxPartialBytes()) {
            throw new ChunkException("unfinished messages: " + partialBytes + " bytes (expected: at most "
                    + limits.maxPartialBytes() + ")");
        }
    }

    private void endChunk(ChannelHandlerContext ctx, ChunkStream stream) {
        state = State.HEADER;
        if (stream.missing() > 0) {
            return;
        }
        partialBytes -= stream.allocated();
        ChunkMessage message = stream.finish();
        switch (message.type()) {
            case ChunkMessage.SET_CHUNK_SIZE -> setChunkSize(control(message));
            case ChunkMessage.ABORT -> abort(control(message));
            case ChunkMessage.WINDOW_ACKNOWLEDGEMENT_SIZE -> {
                window.setSize(control(message));
                ctx.fireChannelRead(message);
            }
            default -> ctx.fireChannelRead(message);
        }
    }

    private void setChunkSize(int size) {
        if (size < 1 || size > limits.maxChunkSize()) {
            throw new ChunkException(
                    "chunk size: " + Integer.toUnsignedString(size) + " (expected: 1.." + limits.maxChunkSize() + ")");
        }
        chunkSize = size;
    }

    private void abort(int id) {
        ChunkStream stream = streams.get(id);
        if (stream != null) {
            partialBytes -= stream.allocated();
            stream.abort();
        }
    }

    private static int control(ChunkMessage message) {
        byte[] body = message.body();
        if (body.length < 4) {
            throw new ChunkException(
                    "message of type " + message.type() + ": " + body.length + " bytes (expected: at least 4)");
        }
        return (body[0] & 255) << 24 | (body[1] & 255) << 16 | (body[2] & 255) << 8 | body[3] & 255;
    }

    private ChunkStream receiving() {
        if (current == null) {
            throw new IllegalStateException("no chunk has begun");
        }
        return current;
    }

    private int uint24(int at) {
        return (header[at] & 255) << 16 | (header[at + 1] & 255) << 8 | header[at + 2] & 255;
    }

    private int int32(int at) {
        return (header[at] & 255) << 24 | uint24(at + 1);
    }
}
