package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the attributes that all stanzas share (RFC 6120 §8.1). */
final class Addresses {
    private Addresses() {}

    static @Nullable Jid read(Element element, String attribute) throws StanzaException {
        String value = element.attribute(attribute).orElse(null);
        if (value == null) {
            return null;
        }
        try {
            return Jid.parse(value);
        } catch (IllegalArgumentException e) {
            throw new StanzaException(
                    StanzaError.Condition.JID_MALFORMED,
                    attribute + " is no address (expected: local@domain/resource)");
        }
    }

    static <E extends Enum<E>> E type(Class<E> types, Element element, String absent) throws StanzaException {
        String value = element.attribute("type").orElse(absent);
        try {
            return Enum.valueOf(types, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new StanzaException(
                    StanzaError.Condition.BAD_REQUEST, "type of " + element.name() + ": " + value + " is unknown");
        }
    }
}
