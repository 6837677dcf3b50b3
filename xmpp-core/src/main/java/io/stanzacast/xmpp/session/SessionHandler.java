package io.stanzacast.xmpp.session;

import io.stanzacast.xmpp.stanza.Stanza;

/** What happens above a client's stream once its resource is bound. Always called on the session's executor; must not block. */
public interface SessionHandler {
    /** The session is registered and its client knows its address; nothing was received yet. */
    void bound(ClientSession session);

    /** A stanza came in; its {@code from} is already the session's full address (RFC 6120 §8.1.2.1). {@code to} may be missing. */
    void received(ClientSession session, Stanza stanza);

    /** The stream is gone, for whatever reason; called once, and the session is no longer registered. */
    void closed(ClientSession session, String reason);
}
