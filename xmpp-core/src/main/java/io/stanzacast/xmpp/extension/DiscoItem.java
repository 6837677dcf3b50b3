package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * XEP-0030 2.5 §4: something that belongs to an entity.
 *
 * @param nodeOrNull if the item is a node of that address
 * @param nameOrNull for people
 */
public record DiscoItem(
        Jid jid, @Nullable String nodeOrNull, @Nullable String nameOrNull) {
    public static final String NS = "http://jabber.org/protocol/disco#items";

    public DiscoItem(Jid jid) {
        this(jid, null, null);
    }

    /** The {@code <query/>} of a result; a result set (XEP-0059) may be added as a further child. */
    public static Element query(List<DiscoItem> items) {
        Element.Builder query = Element.builder("query", NS);
        for (DiscoItem item : items) {
            query.child(Element.builder("item", NS)
                    .attribute("jid", item.jid().toString())
                    .attribute("node", Optional.ofNullable(item.nodeOrNull()))
                    .attribute("name", Optional.ofNullable(item.nameOrNull()))
                    .build());
        }
        return query.build();
    }
}
