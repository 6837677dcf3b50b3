package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.stanza.Stanza;

/** Where a component or extension puts what it sends: the router. From any thread; {@code to} and {@code from} must be set. */
@FunctionalInterface
public interface StanzaSink {
    void route(Stanza stanza);
}
