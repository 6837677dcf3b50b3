package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Stanza;

/**
 * A stanza from anywhere has come to an account of this server; its resources were not picked yet. Broadcasts of rooms do not pass here.
 *
 * @param account the recipient's bare address
 */
public record StanzaArriving(Origin origin, Jid account, Stanza stanza) {
    public StanzaArriving with(Stanza replacement) {
        return new StanzaArriving(origin, account, replacement);
    }
}
