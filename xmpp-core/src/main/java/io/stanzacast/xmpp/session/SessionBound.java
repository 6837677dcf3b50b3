package io.stanzacast.xmpp.session;

/** A client has bound a resource: an event for hooks, on the session's executor. */
public record SessionBound(ClientSession session) {}
