package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.Map;

/**
 * What a site may choose about its rooms, asked after everything that the specification demands was found in order. Called on the owner of
 * the room concerned: must not block.
 */
public interface RoomPolicy {
    /** Asked after the service's own creation rule. @param user full address */
    Decision mayCreate(Jid user, Jid room);

    /** Asked when somebody enters a room that exists. */
    Decision mayJoin(JoinRequest request);

    /** Asked when an occupant takes another nickname. */
    default Decision mayRename(JoinRequest request) {
        return mayJoin(request);
    }

    /** Asked for each message to the room or to one occupant by somebody who has a voice. */
    Decision maySpeak(SpeakRequest request);

    /** Asked when an owner submits the room's form. @param user full address */
    default Decision mayConfigure(Jid user, Jid room, RoomConfig before, RoomConfig after) {
        return Decision.allowed();
    }

    /** Asked for what one request changes, by form or list. @param user full address @param changes by bare address */
    default Decision mayAffiliate(Jid user, Jid room, Map<Jid, Affiliation> changes) {
        return Decision.allowed();
    }

    /** Asked when an owner destroys the room. @param user full address */
    default Decision mayDestroy(Jid user, Jid room) {
        return Decision.allowed();
    }

    /** Everything is allowed. */
    static RoomPolicy open() {
        return new RoomPolicy() {
            @Override
            public Decision mayCreate(Jid user, Jid room) {
                return Decision.allowed();
            }

            @Override
            public Decision mayJoin(JoinRequest request) {
                return Decision.allowed();
            }

            @Override
            public Decision maySpeak(SpeakRequest request) {
                return Decision.allowed();
            }
        };
    }
}
