package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.Stanza;

/**
 * A client of this server sent a stanza; it was not routed yet. Only a presence may be without {@code to}. On the client's executor.
 */
public record StanzaLeaving(Origin origin, Stanza stanza) {
    public StanzaLeaving with(Stanza replacement) {
        return new StanzaLeaving(origin, replacement);
    }
}
