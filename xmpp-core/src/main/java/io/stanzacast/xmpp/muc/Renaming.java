package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;

/** Taking another nickname (XEP-0045 §7.6); of several resources only the one that asks moves. Owner: the room's. */
final class Renaming {
    private final Room room;
    private final RoomPresence presences;
    private final Joining joining;

    Renaming(Room room, RoomPresence presences, Joining joining) {
        this.room = room;
        this.presences = presences;
        this.joining = joining;
    }

    /** @param presence to the occupant JID wished for */
    void rename(OccupantSession session, Presence presence) throws StanzaException {
        Occupant before = session.occupant();
        Jid address = presence.to().orElseThrow();
        String nickname = address.resourcepart().orElseThrow();
        Occupant present = room.occupant(nickname);
        Joining.checkNickname(nickname);
        if (present != null && !present.user().equals(before.user())) {
            throw new StanzaException(Condition.CONFLICT, "the nickname is taken");
        }
        Joining.demand(room.services()
                .policy()
                .mayRename(joining.request(session.jid(), nickname, before.affiliation(), session.isAnonymous())));
        boolean announced = room.announces(before);
        room.takeOut(session);
        session.update(presence);
        Occupant after = present != null ? present : successor(before, address);
        session.occupant(after);
        room.enter(session);
        tellOldName(before, session, announced);
        presences.announce(after);
        OccupantPresence self = OccupantPresence.available(after).id(presence.id());
        Joining.noteRewriting(self, presence);
        presences.toSelf(after, self);
    }

    private Occupant successor(Occupant before, Jid address) {
        return new Occupant(address, before.user(), before.affiliation(), before.role(), before.joined());
    }

    private void tellOldName(Occupant before, OccupantSession moved, boolean announced) {
        Occupant after = moved.occupant();
        OccupantPresence old = OccupantPresence.unavailable(before).renamed(after.nickname());
        room.output().send(moved, old.renderSelf(moved));
        if (!before.sessions().isEmpty()) {
            presences.announce(before); // its other resources stay under the old name
            return;
        }
        if (announced) {
            presences.toOthers(after, old, moved);
            for (OccupantSession sibling : after.sessions()) {
                if (sibling != moved) {
                    room.output().send(sibling, old.render(room.seesReal(after) ? moved : null));
                }
            }
        }
    }
}
