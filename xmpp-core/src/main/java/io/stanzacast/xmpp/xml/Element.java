package io.stanzacast.xmpp.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An XML element, immutable: name, namespace, attributes in their order, children in their order. Prefixes are not kept; the encoder
 * declares namespaces where they change.
 */
public final class Element implements Node {
    public static final String XML_NS = "http://www.w3.org/XML/1998/namespace";

    private final String name;
    private final String namespace;
    private final List<Attribute> attributes;
    private final List<Node> nodes;

    private Element(String name, String namespace, List<Attribute> attributes, List<Node> nodes) {
        this.name = name;
        this.namespace = namespace;
        this.attributes = attributes;
        this.nodes = nodes;
    }

    public static Element of(String name, String namespace, Element... children) {
        return new Element(name, namespace, List.of(), List.of(children));
    }

    /** For decoders: both lists must be immutable. */
    static Element assembled(String name, String namespace, List<Attribute> attributes, List<Node> nodes) {
        return new Element(name, namespace, attributes, nodes);
    }

    /** An element that holds nothing but character data. */
    public static Element text(String name, String namespace, String text) {
        return new Element(name, namespace, List.of(), text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    public static Builder builder(String name, String namespace) {
        return new Builder(name, namespace);
    }

    public String name() {
        return name;
    }

    public String namespace() {
        return namespace;
    }

    public boolean is(String otherName, String otherNamespace) {
        return name.equals(otherName) && namespace.equals(otherNamespace);
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** The value of an attribute without namespace. */
    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributeOrNull("", attributeName));
    }

    public Optional<String> attribute(String attributeNamespace, String attributeName) {
        return Optional.ofNullable(attributeOrNull(attributeNamespace, attributeName));
    }

    private @Nullable String attributeOrNull(String attributeNamespace, String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(attributeName) && attribute.namespace().equals(attributeNamespace)) {
                return attribute.value();
            }
        }
        return null;
    }

    /** Child elements and character data. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Child elements only. */
    public List<Element> children() {
        List<Element> children = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    public Optional<Element> firstChild() {
        for (Node node : nodes) {
            if (node instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    public Optional<Element> child(String childName, String childNamespace) {
        for (Node node : nodes) {
            if (node instanceof Element element && element.is(childName, childNamespace)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    public List<Element> children(String childName, String childNamespace) {
        List<Element> found = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Element element && element.is(childName, childNamespace)) {
                found.add(element);
            }
        }
        return found;
    }

    /** The character data directly within, joined. */
    public String text() {
        if (nodes.size() == 1 && nodes.get(0) instanceof Text only) {
            return only.value();
        }
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Text part) {
                text.append(part.value());
            }
        }
        return text.toString();
    }

    /** Sets or replaces an attribute without namespace. */
    public Element withAttribute(String attributeName, String value) {
        return toBuilder().attribute(attributeName, value).build();
    }

    public Element withoutAttribute(String attributeName) {
        return toBuilder().removeAttribute(attributeName).build();
    }

    /** Adds a child at the end. */
    public Element withChild(Element child) {
        return toBuilder().child(child).build();
    }

    /** Removes every child element of that name. */
    public Element withoutChildren(String childName, String childNamespace) {
        List<Node> kept = new ArrayList<>(nodes);
        kept.removeIf(node -> node instanceof Element element && element.is(childName, childNamespace));
        return new Element(name, namespace, attributes, List.copyOf(kept));
    }

    public Builder toBuilder() {
        Builder builder = new Builder(name, namespace);
        builder.attributes.addAll(attributes);
        builder.nodes.addAll(nodes);
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Element that
                        && name.equals(that.name)
                        && namespace.equals(that.namespace)
                        && attributes.equals(that.attributes)
                        && nodes.equals(that.nodes));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + attributes.hashCode()) + nodes.hashCode();
    }

    /** The top tag only: what a log may show. */
    @Override
    public String toString() {
        return "<" + name + " xmlns='" + namespace + "'>";
    }

    /** Collects the parts of an element; of one thread, used once. */
    public static final class Builder {
        private final String name;
        private final String namespace;
        private final List<Attribute> attributes = new ArrayList<>(4);
        private final List<Node> nodes = new ArrayList<>(4);

        private Builder(String name, String namespace) {
            this.name = name;
            this.namespace = namespace;
        }

        /** Sets or replaces. */
        public Builder attribute(String attributeName, String value) {
            return attribute("", attributeName, value);
        }

        /** Sets or replaces. */
        public Builder attribute(String attributeNamespace, String attributeName, String value) {
            Attribute attribute = new Attribute(attributeNamespace, attributeName, value);
            for (int i = 0; i < attributes.size(); i++) {
                Attribute old = attributes.get(i);
                if (old.name().equals(attributeName) && old.namespace().equals(attributeNamespace)) {
                    attributes.set(i, attribute);
                    return this;
                }
            }
            attributes.add(attribute);
            return this;
        }

        /** Sets the attribute if there is a value. */
        public Builder attribute(String attributeName, Optional<?> value) {
            value.ifPresent(present -> attribute(attributeName, present.toString()));
            return this;
        }

        public Builder removeAttribute(String attributeName) {
            attributes.removeIf(attribute -> attribute.name().equals(attributeName)
                    && attribute.namespace().isEmpty());
            return this;
        }

        public Builder child(Element child) {
            nodes.add(child);
            return this;
        }

        public Builder children(Iterable<Element> children) {
            children.forEach(nodes::add);
            return this;
        }

        /** Adds a child that holds nothing but character data, in this element's namespace. */
        public Builder childText(String childName, String text) {
            nodes.add(Element.text(childName, namespace, text));
            return this;
        }

        public Builder text(String text) {
            if (!text.isEmpty()) {
                nodes.add(new Text(text));
            }
            return this;
        }

        public Element build() {
            return new Element(name, namespace, List.copyOf(attributes), List.copyOf(nodes));
        }
    }
}
