package io.stanzacast.media.rtmp.amf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one message body with the limits that hold for all values in it: {@value #MAX_DEPTH} levels and {@value #MAX_PROPERTIES}
 * properties and elements.
 */
final class AmfInput {
    static final int MAX_DEPTH = 16;
    static final int MAX_PROPERTIES = 1000;

    private final ByteBuffer in;
    private int properties;

    AmfInput(byte[] body, int from) {
        this.in = ByteBuffer.wrap(body, from, body.length - from);
    }

    boolean hasMore() {
        return in.hasRemaining();
    }

    int remaining() {
        return in.remaining();
    }

    /** The next byte, which stays; -1 at the end. */
    int peek() {
        return in.hasRemaining() ? in.get(in.position()) & 255 : -1;
    }

    void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new AmfException("AMF depth: " + depth + " (expected: at most " + MAX_DEPTH + ")");
        }
    }

    /** To be called for each property and element before it is read. */
    void count() {
        properties++;
        if (properties > MAX_PROPERTIES) {
            throw new AmfException("AMF properties: more than " + MAX_PROPERTIES + " (expected: at most that)");
        }
    }

    double number() {
        require(8);
        return in.getDouble();
    }

    int unsigned(int bytes) {
        require(bytes);
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.get() & 255;
        }
        return value;
    }

    String text(int length) {
        require(length);
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    void skip(int bytes) {
        require(bytes);
        in.position(in.position() + bytes);
    }

    private void require(int bytes) {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new AmfException("AMF bytes left: " + in.remaining() + " (expected: at least "
                    + Integer.toUnsignedString(bytes) + ")");
        }
    }
}
