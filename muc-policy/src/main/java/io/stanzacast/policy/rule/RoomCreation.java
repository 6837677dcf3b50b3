package io.stanzacast.policy.rule;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.Set;

/** On the services of channels and engines the server makes the rooms; nobody creates one by entering it. */
public final class RoomCreation implements Rule {
    private final Set<String> closedServices;

    /** @param closedServices domains of MUC services */
    public RoomCreation(Set<String> closedServices) {
        this.closedServices = Set.copyOf(closedServices);
    }

    @Override
    public Decision create(Jid user, Jid room) {
        return closedServices.contains(room.domainpart())
                ? Decision.denied(Condition.NOT_ALLOWED, "rooms are made with channels here")
                : Decision.allowed();
    }
}
