package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers for people. */
final class Texts {
    private Texts() {}

    /** One a line; {@code none} says that there are none. */
    static String list(JsonNode texts, String none) {
        List<String> lines = new ArrayList<>();
        texts.forEach(text -> lines.add(text.asText()));
        return lines.isEmpty() ? none : String.join("\n", lines);
    }

    /** A field a line, the names in a column. */
    static String fields(JsonNode object) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            lines.add(String.format("%-19s %s", words(field.getKey()), value(field.getValue())));
        }
        return String.join("\n", lines);
    }

    private static String value(JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(part -> parts.add(part.asText()));
        } else if (value.isObject()) {
            value.properties()
                    .forEach(part ->
                            parts.add(part.getKey() + " " + part.getValue().asText()));
        } else if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        } else {
            return value.asText();
        }
        return String.join(", ", parts);
    }

    private static String words(String key) {
        StringBuilder words = new StringBuilder();
        for (char letter : key.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                words.append(' ').append(Character.toLowerCase(letter));
            } else {
                words.append(letter);
            }
        }
        return words.toString();
    }
}
