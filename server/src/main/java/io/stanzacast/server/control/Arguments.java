package io.stanzacast.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of a request, by name. What is wrong with them is an {@link IllegalArgumentException}. */
final class Arguments {
    private final JsonNode values;

    Arguments(JsonNode values) {
        this.values = values;
    }

    String text(String name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(name + ": missing (expected: one of at least a character)"));
    }

    /** Empty if it is missing or has no characters. */
    Optional<String> find(String name) {
        JsonNode value = values.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: text)");
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    boolean flag(String name) {
        JsonNode value = values.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: true or false)");
        }
        return value.booleanValue();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values.path(name)) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: texts)");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    /** A bare address; what has no {@code @} is a localpart at {@code domain}. */
    static Jid address(String text, String domain) {
        Jid jid = text.contains("@") ? Jid.parse(text) : Jid.of(text, domain, null);
        if (!jid.isBare() || jid.localpart().isEmpty()) {
            throw new IllegalArgumentException("address: " + text + " (expected: localpart@domainpart)");
        }
        return jid;
    }
}
