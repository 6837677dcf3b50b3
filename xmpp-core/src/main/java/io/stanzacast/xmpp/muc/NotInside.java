package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;

/** What a client gets that believes it is in a room (XEP-0045 §7.2.18), be it a join of groupchat 1.0 or one that lost track. */
final class NotInside {
    private NotInside() {}

    static Presence kick(Presence presence) {
        Jid from = presence.to().orElseThrow();
        Jid to = presence.from().orElseThrow();
        Element.Builder extension = Element.builder("x", Namespaces.USER)
                .child(Element.builder("item", Namespaces.USER)
                        .attribute("affiliation", "none")
                        .attribute("role", "none")
                        .childText("reason", "You are not in the room.")
                        .build());
        for (int code : new int[] {110, 307, 333}) {
            extension.child(Element.builder("status", Namespaces.USER)
                    .attribute("code", Integer.toString(code))
                    .build());
        }
        Element element = Element.builder("presence", Stanza.NS)
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .attribute("type", "unavailable")
                .attribute("id", presence.id())
                .child(extension.build())
                .build();
        return new Presence(element, to, from, Presence.Type.UNAVAILABLE);
    }
}
