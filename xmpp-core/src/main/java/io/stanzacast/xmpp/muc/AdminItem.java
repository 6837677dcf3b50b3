package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code <item/>} of a muc#admin request (XEP-0045 §17.4): of a role or of an affiliation, never both.
 *
 * @param jid as sent, or null
 * @param nickname as sent, or null
 */
record AdminItem(
        @Nullable Affiliation affiliation,
        @Nullable Role role,
        @Nullable Jid jid,
        @Nullable String nickname,
        @Nullable String reason) {
    private static final int MOST_ITEMS = 500;
    private static final int MOST_REASON_CHARACTERS = 1_024;

    static List<AdminItem> read(Element query) throws StanzaException {
        List<Element> elements = query.children("item", Namespaces.ADMIN);
        if (elements.isEmpty() || elements.size() > MOST_ITEMS) {
            throw new StanzaException(
                    Condition.BAD_REQUEST, "items: " + elements.size() + " (expected: 1.." + MOST_ITEMS + ")");
        }
        List<AdminItem> items = new ArrayList<>(elements.size());
        for (Element element : elements) {
            items.add(item(element));
        }
        return items;
    }

    private static AdminItem item(Element item) throws StanzaException {
        String affiliation = item.attribute("affiliation").orElse(null);
        String role = item.attribute("role").orElse(null);
        if ((affiliation == null) == (role == null)) {
            throw new StanzaException(Condition.BAD_REQUEST, "an item has either an affiliation or a role");
        }
        String reason =
                item.child("reason", Namespaces.ADMIN).map(Element::text).orElse(null);
        if (reason != null && reason.length() > MOST_REASON_CHARACTERS) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE,
                    "reason: " + reason.length() + " characters (expected: 0.." + MOST_REASON_CHARACTERS + ")");
        }
        return new AdminItem(
                affiliation == null
                        ? null
                        : Affiliation.of(affiliation).orElseThrow(() -> unknown("affiliation", affiliation)),
                role == null ? null : Role.of(role).orElseThrow(() -> unknown("role", role)),
                jid(item),
                item.attribute("nick").orElse(null),
                reason);
    }

    private static @Nullable Jid jid(Element item) throws StanzaException {
        String jid = item.attribute("jid").orElse(null);
        try {
            return jid == null ? null : Jid.parse(jid);
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "jid of an item is no address");
        }
    }

    private static StanzaException unknown(String what, String value) {
        return new StanzaException(Condition.BAD_REQUEST, what + ": " + value + " is unknown");
    }
}
