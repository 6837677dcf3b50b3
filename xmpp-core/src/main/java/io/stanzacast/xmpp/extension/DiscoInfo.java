package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * XEP-0030 2.5 §3: what an entity is and does. The one way to build such an answer, for hosts, services and rooms alike.
 *
 * @param features namespaces, sorted; that of disco#info itself is always among them
 * @param forms data forms (XEP-0128)
 */
public record DiscoInfo(List<Identity> identities, Set<String> features, List<Element> forms) {
    public static final String NS = "http://jabber.org/protocol/disco#info";

    public DiscoInfo {
        identities = List.copyOf(identities);
        Set<String> sorted = new TreeSet<>(features);
        sorted.add(NS);
        features = Collections.unmodifiableSet(sorted);
        forms = List.copyOf(forms);
    }

    public static DiscoInfo of(Identity identity, Collection<String> features) {
        return new DiscoInfo(List.of(identity), Set.copyOf(features), List.of());
    }

    /** The {@code <query/>} of a result. */
    public Element toElement() {
        return toElement(Optional.empty());
    }

    /** The {@code <query/>} of a result that repeats the node asked for. */
    public Element toElement(Optional<String> node) {
        Element.Builder query = Element.builder("query", NS).attribute("node", node);
        for (Identity identity : identities) {
            Element.Builder element = Element.builder("identity", NS)
                    .attribute("category", identity.category())
                    .attribute("type", identity.type());
            if (!identity.name().isEmpty()) {
                element.attribute("name", identity.name());
            }
            query.child(element.build());
        }
        for (String feature : features) {
            query.child(Element.builder("feature", NS).attribute("var", feature).build());
        }
        return query.children(forms).build();
    }

    /**
     * For entities that have no nodes.
     *
     * @param query of disco#info or disco#items
     * @throws StanzaException {@code item-not-found} if it asks for a node (§7)
     */
    public static void requireNoNode(Element query) throws StanzaException {
        if (query.attribute("node").isPresent()) {
            throw new StanzaException(StanzaError.Condition.ITEM_NOT_FOUND, null);
        }
    }
}
