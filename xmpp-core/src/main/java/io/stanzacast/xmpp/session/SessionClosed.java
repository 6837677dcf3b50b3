package io.stanzacast.xmpp.session;

/** A client is gone and all it sent has been taken up: an event for observers, on the session's executor, once per {@link SessionBound}. */
public record SessionClosed(ClientSession session, String reason) {}
