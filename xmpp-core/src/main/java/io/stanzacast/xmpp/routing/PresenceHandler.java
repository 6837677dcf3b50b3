package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.StanzaException;

/** What a client's own presence does before it goes anywhere (RFC 6121 §3 and §4). Called on the session's executor; must not block. */
public interface PresenceHandler {
    /**
     * Takes note of a presence that the guards let through.
     *
     * @param presence without {@code to} it is a broadcast, which is this handler's work alone
     * @return whether it is to be routed to its {@code to}
     */
    boolean leaving(ClientSession session, Presence presence) throws StanzaException;

    /** The client is gone: whoever knew of its presence learns that it is unavailable. */
    void closed(ClientSession session);
}
