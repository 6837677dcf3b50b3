package io.stanzacast.media.rtmp.amf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the AMF 0 values of one message body (AMF 0 specification, §2). Bounded: {@value #MAX_DEPTH} levels and {@value #MAX_PROPERTIES}
 * properties and elements in all. COMPAT: encoders that leave out the last end marker are understood. Owner: the caller, for one body.
 */
public final class Amf0Decoder {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_PROPERTIES = 1000;

    private final ByteBuffer in;
    private final List<AmfValue> complexValues = new ArrayList<>();
    private int properties;

    public Amf0Decoder(byte[] body, int from) {
        this.in = ByteBuffer.wrap(body, from, body.length - from);
    }

    /**
     * All values up to the end of the body.
     *
     * @throws AmfException if they are no AMF 0 or exceed the limits
     */
    public List<AmfValue> values() {
        List<AmfValue> values = new ArrayList<>();
        while (in.hasRemaining()) {
            count();
            values.add(value(0));
        }
        return values;
    }

    private AmfValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new AmfException("AMF depth: " + depth + " (expected: at most " + MAX_DEPTH + ")");
        }
        int marker = unsigned(1);
        return switch (marker) {
            case 0x00 -> new AmfValue.Number(number());
            case 0x01 -> new AmfValue.Bool(unsigned(1) != 0);
            case 0x02 -> new AmfValue.Text(text(unsigned(2)));
            case 0x03 -> object(depth);
            case 0x05 -> new AmfValue.Null();
            case 0x06 -> new AmfValue.Undefined();
            case 0x07 -> reference(unsigned(2));
            case 0x08 -> {
                unsigned(4);
                yield object(depth);
            }
            case 0x0A -> array(depth);
            case 0x0B -> {
                double millis = number();
                unsigned(2);
                yield new AmfValue.Date(millis);
            }
            case 0x0C -> new AmfValue.Text(text(unsigned(4)));
            case 0x0F -> new AmfValue.Xml(text(unsigned(4)));
            case 0x10 -> {
                text(unsigned(2));
                yield object(depth);
            }
            default -> throw new AmfException("AMF0 marker: " + marker + " (expected: 0..3, 5..8, 10..12, 15 or 16)");
        };
    }

    /** Properties up to the empty name and marker 9 (§2.5). */
    private AmfValue object(int depth) {
        int slot = reserve();
        Map<String, AmfValue> values = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            String name = text(unsigned(2));
            if (name.isEmpty() && (!in.hasRemaining() || in.get(in.position()) == 0x09)) {
                if (in.hasRemaining()) {
                    unsigned(1);
                }
                break;
            }
            count();
            values.put(name, value(depth + 1));
        }
        return complete(slot, new AmfValue.Properties(values));
    }

    private AmfValue array(int depth) {
        int slot = reserve();
        int size = unsigned(4);
        if (size < 0 || size > in.remaining()) {
            throw new AmfException("AMF array: " + Integer.toUnsignedString(size) + " elements (expected: at most "
                    + in.remaining() + ")");
        }
        List<AmfValue> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            count();
            values.add(value(depth + 1));
        }
        return complete(slot, new AmfValue.Array(values));
    }

    /** References count complex values in the order of their beginning (§2.9); to one not yet complete there is no finite answer. */
    private int reserve() {
        complexValues.add(new AmfValue.Undefined());
        return complexValues.size() - 1;
    }

    private AmfValue complete(int slot, AmfValue value) {
        complexValues.set(slot, value);
        return value;
    }

    private AmfValue reference(int index) {
        if (index >= complexValues.size()) {
            throw new AmfException("AMF reference: " + index + " (expected: below " + complexValues.size() + ")");
        }
        return complexValues.get(index);
    }

    private void count() {
        properties++;
        if (properties > MAX_PROPERTIES) {
            throw new AmfException("AMF properties: more than " + MAX_PROPERTIES + " (expected: at most that)");
        }
    }

    private double number() {
        require(8);
        return in.getDouble();
    }

    private int unsigned(int bytes) {
        require(bytes);
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.get() & 255;
        }
        return value;
    }

    private String text(int length) {
        require(length);
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private void require(int bytes) {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new AmfException("AMF bytes left: " + in.remaining() + " (expected: at least "
                    + Integer.toUnsignedString(bytes) + ")");
        }
    }
}
