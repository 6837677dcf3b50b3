package io.stanzacast.media.rtmp.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the AMF 0 values of one message body (AMF 0 specification, §2). Bounded: 16 levels and 1000
 * properties and elements in all. COMPAT: encoders that leave out the last end marker are understood. Owner: the caller, for one body.
 */
public final class Amf0Decoder {
    private final AmfInput in;
    private final List<AmfValue> complexValues = new ArrayList<>();

    public Amf0Decoder(byte[] body, int from) {
        this.in = new AmfInput(body, from);
    }

    /**
     * All values up to the end of the body.
     *
     * @throws AmfException if they are no AMF 0 or exceed the limits
     */
    public List<AmfValue> values() {
        List<AmfValue> values = new ArrayList<>();
        while (in.hasMore()) {
            in.count();
            values.add(value(0));
        }
        return values;
    }

    private AmfValue value(int depth) {
        in.checkDepth(depth);
        int marker = in.unsigned(1);
        return switch (marker) {
            case 0x00 -> new AmfValue.Number(in.number());
            case 0x01 -> new AmfValue.Bool(in.unsigned(1) != 0);
            case 0x02 -> new AmfValue.Text(in.text(in.unsigned(2)));
            case 0x03 -> object(depth);
            case 0x05 -> new AmfValue.Null();
            case 0x06 -> new AmfValue.Undefined();
            case 0x07 -> reference(in.unsigned(2));
            case 0x08 -> {
                in.unsigned(4);
                yield object(depth);
            }
            case 0x0A -> array(depth);
            case 0x0B -> {
                double millis = in.number();
                in.unsigned(2);
                yield new AmfValue.Date(millis);
            }
            case 0x0C -> new AmfValue.Text(in.text(in.unsigned(4)));
            case 0x0F -> new AmfValue.Xml(in.text(in.unsigned(4)));
            case 0x11 -> new Amf3Decoder(in).value(depth);
            case 0x10 -> {
                in.text(in.unsigned(2));
                yield object(depth);
            }
            default -> throw new AmfException("AMF0 marker: " + marker + " (expected: 0..3, 5..8, 10..12 or 15..17)");
        };
    }

    /** Properties up to the empty name and marker 9 (§2.5). */
    private AmfValue object(int depth) {
        int slot = reserve();
        Map<String, AmfValue> values = new LinkedHashMap<>();
        while (in.hasMore()) {
            String name = in.text(in.unsigned(2));
            if (name.isEmpty() && (!in.hasMore() || in.peek() == 0x09)) {
                if (in.hasMore()) {
                    in.unsigned(1);
                }
                break;
            }
            in.count();
            values.put(name, value(depth + 1));
        }
        return complete(slot, new AmfValue.Properties(values));
    }

    private AmfValue array(int depth) {
        int slot = reserve();
        int size = in.unsigned(4);
        if (size < 0 || size > in.remaining()) {
            throw new AmfException("AMF array: " + Integer.toUnsignedString(size) + " elements (expected: at most "
                    + in.remaining() + ")");
        }
        List<AmfValue> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            in.count();
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
}
