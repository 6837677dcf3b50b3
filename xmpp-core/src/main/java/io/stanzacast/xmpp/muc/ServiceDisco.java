package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests to a service itself (XEP-0045 §6.1 to §6.3). Called on the service's executor. */
final class ServiceDisco {
    private static final int MOST_ITEMS = 500;
    private static final List<String> FEATURES = List.of(
            Namespaces.MUC,
            Namespaces.STABLE_ID,
            Namespaces.DISCO_INFO,
            Namespaces.DISCO_ITEMS,
            Namespaces.RSM,
            Namespaces.PING);

    private final String name;
    private final RoomDirectory directory;

    ServiceDisco(String name, RoomDirectory directory) {
        this.name = name;
        this.directory = directory;
    }

    /** The answer to a request. */
    @Nullable
    Element answer(Iq iq) throws StanzaException {
        Element payload =
                iq.payload().orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "a request has one child"));
        boolean get = iq.type() == Iq.Type.GET;
        if (get && payload.is("ping", Namespaces.PING)) {
            return null;
        }
        boolean info = payload.is("query", Namespaces.DISCO_INFO);
        if (get && (info || payload.is("query", Namespaces.DISCO_ITEMS))) {
            if (payload.attribute("node").isPresent()) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such node");
            }
            return info ? info() : items(payload);
        }
        if (get && payload.namespace().equals(Namespaces.VCARD)) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "the service has no vCard");
        }
        throw new StanzaException(Condition.SERVICE_UNAVAILABLE, null);
    }

    private Element info() {
        Element.Builder info = Element.builder("query", Namespaces.DISCO_INFO)
                .child(Element.builder("identity", Namespaces.DISCO_INFO)
                        .attribute("category", "conference")
                        .attribute("type", "text")
                        .attribute("name", name)
                        .build());
        FEATURES.forEach(feature -> info.child(Element.builder("feature", Namespaces.DISCO_INFO)
                .attribute("var", feature)
                .build()));
        return info.build();
    }

    /** §6.3, with pages as XEP-0059 has them when there are many or when asked. */
    private Element items(Element query) throws StanzaException {
        Optional<Element> set = query.child("set", Namespaces.RSM);
        RoomDirectory.Page page = directory.page(after(set), most(set));
        Element.Builder items = Element.builder("query", Namespaces.DISCO_ITEMS);
        for (Jid room : page.rooms()) {
            items.child(Element.builder("item", Namespaces.DISCO_ITEMS)
                    .attribute("jid", room.toString())
                    .attribute("name", directory.title(room))
                    .build());
        }
        if (set.isPresent() || page.rooms().size() < page.total()) {
            items.child(result(page));
        }
        return items.build();
    }

    private static @Nullable Jid after(Optional<Element> set) throws StanzaException {
        String after = set.flatMap(element -> element.child("after", Namespaces.RSM))
                .map(Element::text)
                .orElse("");
        try {
            return after.isEmpty() ? null : Jid.parse(after);
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such room to go on from");
        }
    }

    private static int most(Optional<Element> set) throws StanzaException {
        String max = set.flatMap(element -> element.child("max", Namespaces.RSM))
                .map(Element::text)
                .orElse("");
        try {
            return max.isEmpty() ? MOST_ITEMS : Math.min(MOST_ITEMS, Math.max(0, Integer.parseInt(max)));
        } catch (NumberFormatException e) {
            throw new StanzaException(Condition.BAD_REQUEST, "max: no number");
        }
    }

    private static Element result(RoomDirectory.Page page) {
        Element.Builder set = Element.builder("set", Namespaces.RSM);
        if (!page.rooms().isEmpty()) {
            set.child(Element.builder("first", Namespaces.RSM)
                    .attribute("index", Integer.toString(page.first()))
                    .text(page.rooms().get(0).toString())
                    .build());
            set.childText("last", page.rooms().get(page.rooms().size() - 1).toString());
        }
        return set.childText("count", Integer.toString(page.total())).build();
    }
}
