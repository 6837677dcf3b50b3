package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;

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
