package io.stanzacast.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a chunk decoder remembers of one chunk stream: the last header and the message that is being received (RTMP 1.0 §5.3.1). */
final class ChunkStream {
    private static final long TIME_MASK = 0xFFFF_FFFFL;
    private static final int GROWTH = 4;

    final int id;
    long timestamp;
    long delta;
    int length;
    int type;
    int streamId;
    boolean extended;
    /** The time field of the last header as written, which a continuing chunk may repeat. */
    int lastField;

    private byte @Nullable [] body;
    private int received;

    ChunkStream(int id) {
        this.id = id;
    }

    boolean isReceiving() {
        return body != null;
    }

    int missing() {
        return length - received;
    }

    int allocated() {
        return body == null ? 0 : body.length;
    }

    void advance() {
        timestamp = timestamp + delta & TIME_MASK;
    }

    void begin(int firstAllocation) {
        body = new byte[Math.min(length, firstAllocation)];
        received = 0;
    }

    void abort() {
        body = null;
        received = 0;
    }

    /** The size to which the body must grow for {@code more} bytes, 0 if it is large enough. */
    int growth(int more) {
        int size = allocated();
        if (received + more <= size) {
            return 0;
        }
        return (int) Math.min(length, Math.max((long) size * GROWTH, received + (long) more));
    }

    void grow(int size) {
        body = Arrays.copyOf(current(), size);
    }

    void receive(ByteBuf in, int count) {
        in.readBytes(current(), received, count);
        received += count;
    }

    ChunkMessage finish() {
        ChunkMessage message = new ChunkMessage(id, type, timestamp, streamId, current());
        abort();
        return message;
    }

    private byte[] current() {
        if (body == null) {
            throw new IllegalStateException("chunk stream " + id + " has no open message");
        }
        return body;
    }
}
