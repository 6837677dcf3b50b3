package io.stanzacast.policy.rule;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.SpeakRequest;
import java.util.Map;

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

    /** An owner submits the room's form. @param user full address */
    default Decision configure(Jid user, Jid room, RoomConfig before, RoomConfig after) {
        return Decision.allowed();
    }

    /** @param user full address @param changes by bare address */
    default Decision affiliate(Jid user, Jid room, Map<Jid, Affiliation> changes) {
        return Decision.allowed();
    }

    /** @param user full address of an owner */
    default Decision destroy(Jid user, Jid room) {
        return Decision.allowed();
    }
}
