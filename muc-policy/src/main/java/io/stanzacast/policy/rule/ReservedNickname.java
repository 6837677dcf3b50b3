package io.stanzacast.policy.rule;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.Set;

/** One nickname belongs to one address: whoever else bore it would be taken for the focus. */
public final class ReservedNickname implements Rule {
    private final String nickname;
    private final Jid owner;
    private final Set<String> services;

    /**
     * @param owner bare address that may have the nickname
     * @param services domains of MUC services where it is reserved
     */
    public ReservedNickname(String nickname, Jid owner, Set<String> services) {
        this.nickname = nickname;
        this.owner = owner;
        this.services = Set.copyOf(services);
    }

    @Override
    public Decision join(JoinRequest request) {
        boolean reserved = services.contains(request.room().domainpart())
                && request.nickname().strip().equalsIgnoreCase(nickname);
        return reserved && !request.user().bare().equals(owner)
                ? Decision.denied(Condition.CONFLICT, "this nickname is reserved")
                : Decision.allowed();
    }
}
