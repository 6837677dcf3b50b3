package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.stanza.Stanza;
import java.util.Set;

/** A component inside this process: it answers for whole domains, such as a MUC service or the broadcast focus. */
public interface LocalService {
    /** Prepared domainparts, fixed for its life; no two services share one. */
    Set<String> domains();

    /**
     * Takes a stanza whose {@code to} is in one of the domains and whose {@code from} is set and true. Called on any thread, in order per
     * sender; must hand over to its owner rather than work or block. It owes every request an answer, sent through the router.
     */
    void receive(Stanza stanza);
}
