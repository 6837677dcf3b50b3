package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.function.Predicate;

/** What a room tells about itself (XEP-0045 §6.4, §6.5, §7.12). Owner: the room's. */
final class RoomDisco {
    private static final String TRAFFIC = Namespaces.MUC + "#traffic";
    private static final String RESERVED_NICKNAME = "x-roomuser-item";
    private static final int MOST_ITEMS = 200;

    private final Room room;

    RoomDisco(Room room) {
        this.room = room;
    }

    Element info(Element query) throws StanzaException {
        String node = query.attribute("node").orElse("");
        Element.Builder info = Element.builder("query", Namespaces.DISCO_INFO);
        switch (node) {
            case "":
                describe(info);
                return info.build();
            case RESERVED_NICKNAME:
                return info.attribute("node", node).build(); // §7.12: nobody has registered one
            case TRAFFIC:
                throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "nothing is discarded"); // §18.1.1
            default:
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such node");
        }
    }

    private void describe(Element.Builder info) {
        RoomConfig config = room.config();
        String name = config.title().isEmpty()
                ? room.jid().localpart().orElse(room.jid().toString())
                : config.title();
        info.child(Element.builder("identity", Namespaces.DISCO_INFO)
                .attribute("category", "conference")
                .attribute("type", "text")
                .attribute("name", name)
                .build());
        List<String> features = List.of(
                Namespaces.MUC,
                Namespaces.STABLE_ID,
                Namespaces.SELF_PING,
                Namespaces.REQUEST,
                Namespaces.DISCO_INFO,
                Namespaces.DISCO_ITEMS,
                Namespaces.PING,
                config.publicRoom() ? "muc_public" : "muc_hidden",
                config.persistent() ? "muc_persistent" : "muc_temporary",
                config.membersOnly() ? "muc_membersonly" : "muc_open",
                config.moderated() ? "muc_moderated" : "muc_unmoderated",
                config.password() == null ? "muc_unsecured" : "muc_passwordprotected",
                config.isNonAnonymous() ? "muc_nonanonymous" : "muc_semianonymous");
        features.forEach(feature -> info.child(Element.builder("feature", Namespaces.DISCO_INFO)
                .attribute("var", feature)
                .build()));
        info.child(DataForm.builder("result", Namespaces.ROOM_INFO)
                .field("muc#roominfo_description", "text-single", "Description", config.description())
                .field("muc#roominfo_lang", "text-single", "Language", config.language())
                .field(
                        "muc#roominfo_occupants",
                        "text-single",
                        "Occupants",
                        "" + room.occupants().size())
                .field(
                        "muc#roominfo_subject",
                        "text-single",
                        "Subject",
                        room.subject().text())
                .bool("muc#roominfo_subjectmod", "Occupants may change the subject", config.allowSubjectChange())
                .field("muc#maxhistoryfetch", "text-single", "Messages shown to newcomers", "" + config.historySize())
                .field("muc#roomconfig_roomname", "text-single", "Name", config.title())
                .build());
    }

    /** §6.5: the announced occupants, of a room that anybody may look into; nobody else's. */
    Element items(Jid asker, Element query) throws StanzaException {
        if (query.attribute("node").isPresent()) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such node");
        }
        RoomConfig config = room.config();
        boolean open = config.publicRoom() && !config.membersOnly() && config.password() == null;
        Element.Builder items = Element.builder("query", Namespaces.DISCO_ITEMS);
        Predicate<Occupant> shown = occupant ->
                (open || room.session(asker) != null) && room.affiliation(asker.bare()) != Affiliation.OUTCAST;
        room.announced().stream()
                .filter(shown)
                .limit(MOST_ITEMS)
                .forEach(occupant -> items.child(Element.builder("item", Namespaces.DISCO_ITEMS)
                        .attribute("jid", occupant.address().toString())
                        .build()));
        return items.build();
    }
}
