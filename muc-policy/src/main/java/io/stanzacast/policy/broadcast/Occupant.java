package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room, as the room shows them to a moderator (XEP-0045).
 *
 * @param address room@service/nickname
 * @param realJid null if the room hides it
 * @param administrator whether the affiliation is owner or admin
 */
record Occupant(Jid address, @Nullable Jid realJid, boolean administrator) {
    private static final String USER_NS = "http://jabber.org/protocol/muc#user";

    /** Reads an occupant's presence; empty if it is none. */
    static Optional<Occupant> of(Presence presence) {
        Jid address = presence.from().filter(Jid::isFull).orElse(null);
        if (address == null) {
            return Optional.empty();
        }
        return presence.element()
                .child("x", USER_NS)
                .flatMap(x -> x.child("item", USER_NS))
                .map(item -> new Occupant(
                        address,
                        item.attribute("jid").map(Occupant::parse).orElse(null),
                        item.attribute("affiliation")
                                .filter(word -> word.equals("owner") || word.equals("admin"))
                                .isPresent()));
    }

    /** Whether the room says that this presence is the receiver's own (status 110). */
    static boolean isSelf(Presence presence) {
        return presence.element()
                .child("x", USER_NS)
                .map(x -> x.children("status", USER_NS))
                .filter(statuses -> statuses.stream().anyMatch(Occupant::is110))
                .isPresent();
    }

    private static boolean is110(Element status) {
        return status.attribute("code").filter("110"::equals).isPresent();
    }

    private static @Nullable Jid parse(String text) {
        try {
            return Jid.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
