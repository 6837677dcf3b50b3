package io.stanzacast.media.rtmp.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of ActionScript as AMF carries it (AMF 0 specification, §2). Immutable. */
public sealed interface AmfValue {
    record Number(double value) implements AmfValue {}

    record Bool(boolean value) implements AmfValue {}

    /** Of any length: the encoder chooses between string and long string. */
    record Text(String value) implements AmfValue {}

    /** Object, typed object (its class name is dropped) or ECMA array, in the order of their properties. */
    record Properties(Map<String, AmfValue> values) implements AmfValue {
        public Properties {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    record Array(List<AmfValue> values) implements AmfValue {
        public Array {
            values = List.copyOf(values);
        }
    }

    /** Milliseconds since 1970; the time zone on the wire is reserved and dropped. */
    record Date(double epochMillis) implements AmfValue {}

    record Xml(String value) implements AmfValue {}

    record Null() implements AmfValue {}

    record Undefined() implements AmfValue {}
}
