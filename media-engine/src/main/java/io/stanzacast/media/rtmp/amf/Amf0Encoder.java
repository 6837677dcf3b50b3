package io.stanzacast.media.rtmp.amf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes AMF 0 values (AMF 0 specification, §2). Owner: the caller. */
public final class Amf0Encoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    private Amf0Encoder() {}

    public static byte[] encode(List<AmfValue> values) {
        Amf0Encoder encoder = new Amf0Encoder();
        values.forEach(encoder::write);
        return encoder.out.toByteArray();
    }

    private void write(AmfValue value) {
        if (value instanceof AmfValue.Number number) {
            out.write(0x00);
            number(number.value());
        } else if (value instanceof AmfValue.Bool bool) {
            out.write(0x01);
            out.write(bool.value() ? 1 : 0);
        } else if (value instanceof AmfValue.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0xFFFF) {
                longText(0x0C, bytes);
            } else {
                out.write(0x02);
                shortText(bytes);
            }
        } else if (value instanceof AmfValue.Properties object) {
            out.write(0x03);
            object.values().forEach((name, property) -> {
                shortText(name.getBytes(StandardCharsets.UTF_8));
                write(property);
            });
            out.writeBytes(new byte[] {0, 0, 9});
        } else if (value instanceof AmfValue.Array array) {
            out.write(0x0A);
            int32(array.values().size());
            array.values().forEach(this::write);
        } else if (value instanceof AmfValue.Date date) {
            out.write(0x0B);
            number(date.epochMillis());
            out.writeBytes(new byte[2]);
        } else if (value instanceof AmfValue.Xml xml) {
            longText(0x0F, xml.value().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof AmfValue.Null) {
            out.write(0x05);
        } else if (value instanceof AmfValue.Undefined) {
            out.write(0x06);
        } else {
            throw new AssertionError(value);
        }
    }

    private void number(double value) {
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
    }

    private void int32(int value) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    private void shortText(byte[] bytes) {
        if (bytes.length > 0xFFFF) {
            throw new AmfException("AMF property name: " + bytes.length + " bytes (expected: at most 65535)");
        }
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private void longText(int marker, byte[] bytes) {
        out.write(marker);
        int32(bytes.length);
        out.writeBytes(bytes);
    }
}
