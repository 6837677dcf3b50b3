package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.xml.Element;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form of XEP-0004, as far as rooms need it: names and values in, fields out. */
final class DataForm {
    private static final int MOST_FIELDS = 200;

    private final String type;
    private final Map<String, List<String>> fields;

    private DataForm(String type, Map<String, List<String>> fields) {
        this.type = type;
        this.fields = fields;
    }

    /** Reads {@code <x/>}; empty if it has more fields than any form of ours. */
    static Optional<DataForm> read(Element x) {
        List<Element> elements = x.children("field", Namespaces.DATA);
        if (elements.size() > MOST_FIELDS) {
            return Optional.empty();
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Element field : elements) {
            field.attribute("var")
                    .ifPresent(name -> fields.put(
                            name,
                            field.children("value", Namespaces.DATA).stream()
                                    .map(Element::text)
                                    .toList()));
        }
        return Optional.of(new DataForm(x.attribute("type").orElse(""), fields));
    }

    String type() {
        return type;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value, if there is one. */
    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }

    static Builder builder(String type, String formType) {
        return new Builder(type, formType);
    }

    /** Collects fields; of one thread, used once. */
    static final class Builder {
        private final Element.Builder form;

        private Builder(String type, String formType) {
            form = Element.builder("x", Namespaces.DATA).attribute("type", type);
            field("FORM_TYPE", "hidden", null, formType);
        }

        Builder title(String title) {
            form.childText("title", title);
            return this;
        }

        Builder field(String name, String fieldType, @Nullable String label, String... values) {
            return field(name, fieldType, label, List.of(values), List.of());
        }

        Builder bool(String name, String label, boolean value) {
            return field(name, "boolean", label, value ? "1" : "0");
        }

        /** One of several. */
        Builder list(String name, String label, String value, Collection<String> options) {
            return field(name, "list-single", label, List.of(value), options);
        }

        Builder field(
                String name,
                String fieldType,
                @Nullable String label,
                Collection<String> values,
                Collection<String> options) {
            Element.Builder field = Element.builder("field", Namespaces.DATA)
                    .attribute("var", name)
                    .attribute("type", fieldType);
            if (label != null) {
                field.attribute("label", label);
            }
            values.forEach(value -> field.childText("value", value));
            options.forEach(option -> field.child(Element.builder("option", Namespaces.DATA)
                    .attribute("label", option)
                    .childText("value", option)
                    .build()));
            form.child(field.build());
            return this;
        }

        Element build() {
            return form.build();
        }
    }
}
