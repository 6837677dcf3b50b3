package io.stanzacast.policy.rule;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.muc.SpeakRequest;

/** One rule of a site. It overrides what it has a say in and allows the rest. Called by any thread; must not block or remember. */
public interface Rule {
    /** @param user full address */
    default Decision create(Jid user, Jid room) {
        return Decision.allowed();
    }

    /** Also asked for a change of nickname. */
    default Decision join(JoinRequest request) {
        return Decision.allowed();
    }

    default Decision speak(SpeakRequest request) {
        return Decision.allowed();
    }
}
