package io.stanzacast.xmpp.script;

import io.stanzacast.xmpp.xml.Attribute;
import io.stanzacast.xmpp.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether an element is the one expected: whitespace does not matter, nor the order of attributes; that of children does. {@code {any}}
 * as a value or text fits everything.
 */
final class Pattern {
    private static final String ANY = "{any}";

    private Pattern() {}

    static boolean fits(Element expected, Element actual) {
        if (!expected.is(actual.name(), actual.namespace()) || !attributesFit(expected, actual)) {
            return false;
        }
        List<Element> expectedChildren = expected.children();
        List<Element> actualChildren = actual.children();
        if (expectedChildren.isEmpty()
                && fits(expected.text(), "")
                && expected.text().equals(ANY)) {
            return true;
        }
        if (expectedChildren.size() != actualChildren.size() || !fits(expected.text(), actual.text())) {
            return false;
        }
        for (int i = 0; i < expectedChildren.size(); i++) {
            if (!fits(expectedChildren.get(i), actualChildren.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean attributesFit(Element expected, Element actual) {
        Map<String, String> values = values(actual);
        Map<String, String> wanted = values(expected);
        if (!values.keySet().equals(wanted.keySet())) {
            return false;
        }
        return wanted.entrySet().stream().allMatch(entry -> fits(entry.getValue(), values.get(entry.getKey())));
    }

    private static Map<String, String> values(Element element) {
        Map<String, String> values = new HashMap<>();
        for (Attribute attribute : element.attributes()) {
            values.put('{' + attribute.namespace() + '}' + attribute.name(), attribute.value());
        }
        return values;
    }

    private static boolean fits(String expected, String actual) {
        String wanted = expected.strip();
        return wanted.equals(ANY)
                || wanted.replaceAll("\\s+", " ").equals(actual.strip().replaceAll("\\s+", " "));
    }
}
