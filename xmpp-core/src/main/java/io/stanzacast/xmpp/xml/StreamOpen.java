package io.stanzacast.xmpp.xml;

import java.util.List;
import java.util.Optional;

/**
 * The start tag of a stream's root.
 *
 * @param prefix of its name; empty if there is none
 * @param name its local name
 * @param namespace its namespace; empty if there is none
 * @param contentNamespace what elements without a prefix are in: the default namespace declared; empty if there is none
 * @param attributes without the declarations of namespaces
 */
public record StreamOpen(
        String prefix, String name, String namespace, String contentNamespace, List<Attribute> attributes) {
    public StreamOpen {
        attributes = List.copyOf(attributes);
    }

    /** The value of an attribute without namespace. */
    public Optional<String> attribute(String attributeName) {
        return attribute("", attributeName);
    }

    public Optional<String> attribute(String attributeNamespace, String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(attributeName) && attribute.namespace().equals(attributeNamespace)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }
}
