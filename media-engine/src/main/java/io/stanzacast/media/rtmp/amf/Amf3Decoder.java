package io.stanzacast.media.rtmp.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the one AMF 3 value behind AMF 0's marker 11 (AMF 3 specification, §3). Byte arrays are skipped; vectors, dictionaries and objects
 * with a form of their own are refused. Owner: the AMF 0 decoder, for one value.
 */
final class Amf3Decoder {
    private final AmfInput in;
    private final List<String> strings = new ArrayList<>();
    private final List<AmfValue> complexValues = new ArrayList<>();
    private final List<Traits> knownTraits = new ArrayList<>();

    private record Traits(boolean dynamic, List<String> names) {}

    Amf3Decoder(AmfInput in) {
        this.in = in;
    }

    AmfValue value(int depth) {
        in.checkDepth(depth);
        int marker = in.unsigned(1);
        return switch (marker) {
            case 0x00 -> new AmfValue.Undefined();
            case 0x01 -> new AmfValue.Null();
            case 0x02 -> new AmfValue.Bool(false);
            case 0x03 -> new AmfValue.Bool(true);
            case 0x04 -> new AmfValue.Number(unsigned29() << 3 >> 3);
            case 0x05 -> new AmfValue.Number(in.number());
            case 0x06 -> new AmfValue.Text(string());
            case 0x07, 0x0B -> xml();
            case 0x08 -> date();
            case 0x09 -> array(depth);
            case 0x0A -> object(depth);
            case 0x0C -> bytes();
            default -> throw new AmfException("AMF3 marker: " + marker + " (expected: 0..12)");
        };
    }

    /** §1.3.1: seven bits in each of the first three bytes, eight in the fourth. */
    private int unsigned29() {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            int next = in.unsigned(1);
            value = value << 7 | next & 0x7F;
            if (next < 0x80) {
                return value;
            }
        }
        return value << 8 | in.unsigned(1);
    }

    private String string() {
        int head = unsigned29();
        if ((head & 1) == 0) {
            return at(strings, head >> 1, "string");
        }
        String text = in.text(head >> 1);
        if (!text.isEmpty()) {
            strings.add(text);
        }
        return text;
    }

    private AmfValue xml() {
        int head = unsigned29();
        return isReference(head) ? reference(head) : add(new AmfValue.Xml(in.text(head >> 1)));
    }

    private AmfValue date() {
        int head = unsigned29();
        return isReference(head) ? reference(head) : add(new AmfValue.Date(in.number()));
    }

    private AmfValue bytes() {
        int head = unsigned29();
        if (isReference(head)) {
            return reference(head);
        }
        in.skip(head >> 1);
        return add(new AmfValue.Null());
    }

    /** §3.11: named elements up to an empty name, then those with numbers. */
    private AmfValue array(int depth) {
        int head = unsigned29();
        if (isReference(head)) {
            return reference(head);
        }
        int slot = reserve();
        Map<String, AmfValue> named = properties(depth);
        List<AmfValue> elements = new ArrayList<>();
        for (int i = 0; i < head >> 1; i++) {
            in.count();
            elements.add(value(depth + 1));
        }
        for (int i = 0; i < elements.size() && !named.isEmpty(); i++) {
            named.put(String.valueOf(i), elements.get(i));
        }
        AmfValue value = named.isEmpty() ? new AmfValue.Array(elements) : new AmfValue.Properties(named);
        complexValues.set(slot, value);
        return value;
    }

    private AmfValue object(int depth) {
        int head = unsigned29();
        if (isReference(head)) {
            return reference(head);
        }
        int slot = reserve();
        Traits traits = traits(head);
        Map<String, AmfValue> values = new LinkedHashMap<>();
        for (String name : traits.names) {
            in.count();
            values.put(name, value(depth + 1));
        }
        if (traits.dynamic) {
            values.putAll(properties(depth));
        }
        AmfValue value = new AmfValue.Properties(values);
        complexValues.set(slot, value);
        return value;
    }

    private Traits traits(int head) {
        if ((head & 2) == 0) {
            return at(knownTraits, head >> 2, "traits");
        }
        if ((head & 4) != 0) {
            throw new AmfException("AMF3 object: externalizable (expected: one with properties)");
        }
        string();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < head >> 4; i++) {
            in.count();
            names.add(string());
        }
        Traits traits = new Traits((head & 8) != 0, names);
        knownTraits.add(traits);
        return traits;
    }

    private Map<String, AmfValue> properties(int depth) {
        Map<String, AmfValue> values = new LinkedHashMap<>();
        for (String name = string(); !name.isEmpty(); name = string()) {
            in.count();
            values.put(name, value(depth + 1));
        }
        return values;
    }

    private static boolean isReference(int head) {
        return (head & 1) == 0;
    }

    private AmfValue reference(int head) {
        return at(complexValues, head >> 1, "value");
    }

    private AmfValue add(AmfValue value) {
        complexValues.add(value);
        return value;
    }

    private int reserve() {
        complexValues.add(new AmfValue.Undefined());
        return complexValues.size() - 1;
    }

    private static <T> T at(List<T> table, int index, String what) {
        if (index >= table.size()) {
            throw new AmfException(
                    "AMF3 reference to " + what + " " + index + " (expected: below " + table.size() + ")");
        }
        return table.get(index);
    }
}
