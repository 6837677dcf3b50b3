package io.stanzacast.media.rtmp.chunk;

import java.nio.ByteBuffer;

/** RTMP 1.0 §5.4.3: counts received bytes and says when to acknowledge them. Owner: the connection's event loop. */
final class ReceivedWindow {
    private long size;
    private long received;
    private long acknowledged;

    ReceivedWindow(long size) {
        this.size = size;
    }

    void setSize(int newSize) {
        if (newSize < 1) {
            throw new ChunkException(
                    "window acknowledgement size: " + Integer.toUnsignedString(newSize) + " (expected: 1..2147483647)");
        }
        size = newSize;
    }

    void received(int bytes) {
        received += bytes;
    }

    boolean isDue() {
        return received - acknowledged >= size;
    }

    ChunkMessage acknowledge() {
        acknowledged = received;
        byte[] body = ByteBuffer.allocate(4).putInt((int) received).array();
        return new ChunkMessage(ChunkMessage.CONTROL_STREAM, ChunkMessage.ACKNOWLEDGEMENT, 0, 0, body);
    }
}
