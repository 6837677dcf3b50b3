package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.StanzaException;

/**
 * Hands what comes to an account of this server to its resources (RFC 6121 §8.5); {@code to} is a bare or full address. What is thrown
 * becomes the answer, but never to an error. Called on any thread, in order per sender; must not block.
 */
public interface AccountDelivery {
    void deliver(Message message) throws StanzaException;

    void deliver(Presence presence) throws StanzaException;
}
