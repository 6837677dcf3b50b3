package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;

/** The way to domains that this server does not answer for (RFC 6120 §10.4). Called on any thread, in order per sender; must not block. */
@FunctionalInterface
public interface RemoteDelivery {
    /** There is no way: every stanza comes back with {@code remote-server-not-found}. */
    RemoteDelivery NONE = stanza -> {
        throw new StanzaException(StanzaError.Condition.REMOTE_SERVER_NOT_FOUND, null);
    };

    /** Takes over a stanza with {@code to} and {@code from}; a later failure is answered through the router. */
    void deliver(Stanza stanza) throws StanzaException;
}
