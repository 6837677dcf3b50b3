package io.stanzacast.media.container.fmp4;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes nested boxes (ISO/IEC 14496-12 §4.2); a box's size is filled in when it is closed. */
final class BoxWriter {
    private final ByteBuf out;

    BoxWriter(ByteBuf out) {
        this.out = out;
    }

    /** Begins a box; the result goes to {@link #end}. */
    int begin(String type) {
        int at = out.writerIndex();
        out.writeInt(0);
        out.writeCharSequence(type, StandardCharsets.US_ASCII);
        return at;
    }

    int beginFull(String type, int version, int flags) {
        int at = begin(type);
        out.writeInt(version << 24 | flags);
        return at;
    }

    void end(int at) {
        out.setInt(at, out.writerIndex() - at);
    }

    BoxWriter u8(int value) {
        out.writeByte(value);
        return this;
    }

    BoxWriter u16(int value) {
        out.writeShort(value);
        return this;
    }

    BoxWriter u32(long value) {
        out.writeInt((int) value);
        return this;
    }

    BoxWriter u64(long value) {
        out.writeLong(value);
        return this;
    }

    BoxWriter zeros(int count) {
        out.writeZero(count);
        return this;
    }

    BoxWriter bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    BoxWriter ascii(String value) {
        out.writeCharSequence(value, StandardCharsets.US_ASCII);
        return this;
    }
}
