package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Stanza;
import java.util.List;
import java.util.Set;

/** A component inside this process: it answers for whole domains, such as a MUC service or the broadcast focus. */
public interface LocalService {
    /** Prepared domainparts, fixed for its life; no two services share one. */
    Set<String> domains();

    /** Those of its domains that service discovery shows to {@code asker}, in that order (XEP-0030 §4). Any thread. */
    default List<String> domainsShown(Jid asker) {
        return domains().stream().sorted().toList();
    }

    /**
     * Takes a stanza whose {@code to} is in one of the domains and whose {@code from} is set and true. Called on any thread, in order per
     * sender; must hand over to its owner rather than work or block. It owes every request an answer, sent through the router.
     */
    void receive(Stanza stanza);
}
