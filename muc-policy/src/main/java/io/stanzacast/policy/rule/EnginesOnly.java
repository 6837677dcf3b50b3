package io.stanzacast.policy.rule;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.Set;

/** Into the brewery room come engines and the focus, nobody else. */
public final class EnginesOnly implements Rule {
    private final Jid brewery;
    private final Set<String> domains;

    /**
     * @param brewery bare address of the room
     * @param domains whose users may enter
     */
    public EnginesOnly(Jid brewery, Set<String> domains) {
        this.brewery = brewery;
        this.domains = Set.copyOf(domains);
    }

    @Override
    public Decision join(JoinRequest request) {
        return request.room().equals(brewery)
                        && !domains.contains(request.user().domainpart())
                ? Decision.denied(Condition.FORBIDDEN, "only engines meet here")
                : Decision.allowed();
    }
}
