package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.StanzaException;

/** Answers requests with one payload. Called on the sender's thread, in order per sender; must not block. */
@FunctionalInterface
public interface IqHandler {
    Reply handle(Request request) throws StanzaException;
}
