package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who gets which presence (XEP-0045 §7.2.2, §7.7, §7.14): occupants whose role is not broadcast are seen by nobody but themselves, and a
 * change of role into or out of the broadcast ones looks like entering or leaving. Owner: the room's.
 */
final class RoomPresence {
    private final Room room;

    RoomPresence(Room room) {
        this.room = room;
    }

    /**
     * All that somebody who enters gets, in the order of §7.1: the others, themselves, history, subject.
     *
     * @param self their own, already complete
     */
    void welcome(OccupantSession session, OccupantPresence self, HistoryRequest history) {
        boolean real = room.seesReal(session.occupant());
        List<Broadcast> burst = new ArrayList<>(room.announced().size() + 24);
        for (Occupant other : room.announced()) {
            if (other != session.occupant()) {
                burst.add(other.presence(real));
            }
        }
        burst.add(new Broadcast(self.renderSelf(session)));
        burst.addAll(room.history().select(history));
        burst.add(room.subjectBroadcast());
        room.output().send(session, burst);
    }

    /** To all others, as it is now. */
    void announce(Occupant occupant) {
        if (room.announces(occupant)) {
            room.fanout().send(occupant.presence(true), occupant.presence(false), occupant);
        }
    }

    /** §7.7: the occupant's client says something new. */
    void update(OccupantSession session, Presence presence) {
        Occupant occupant = session.occupant();
        session.update(presence);
        occupant.bringForward(session);
        announce(occupant);
        toSelf(occupant, OccupantPresence.available(occupant).id(presence.id()));
    }

    /**
     * Role or affiliation are others now.
     *
     * @param wasAnnounced whether others saw the occupant before
     * @param change as {@link OccupantPresence#available} after the change
     */
    void changed(Occupant occupant, boolean wasAnnounced, OccupantPresence change) {
        if (room.announces(occupant)) {
            toOthers(occupant, change, occupant.foremost());
        } else if (wasAnnounced) {
            toOthers(occupant, OccupantPresence.unavailable(occupant), occupant.foremost());
        }
        toSelf(occupant, change);
    }

    /** Somebody sees real addresses only now, and gets them. */
    void reveal(Occupant occupant) {
        List<Broadcast> others = new ArrayList<>();
        for (Occupant other : room.announced()) {
            if (other != occupant) {
                others.add(other.presence(true));
            }
        }
        for (OccupantSession session : occupant.sessions()) {
            room.output().send(session, others);
        }
    }

    /** §7.14: one resource leaves by itself, and gets its own id back as on entering (§7.2.2). */
    void leave(OccupantSession session, Presence presence) {
        leave(session, OccupantPresence.content(presence), presence.id());
    }

    /** One resource is gone. @param content what it says in parting */
    void leave(OccupantSession session, List<Element> content, int... statuses) {
        leave(session, content, Optional.empty(), statuses);
    }

    private void leave(OccupantSession session, List<Element> content, Optional<String> id, int... statuses) {
        Occupant occupant = session.occupant();
        boolean announced = room.announces(occupant);
        boolean stoodForAll = occupant.foremost() == session;
        room.leave(session);
        OccupantPresence parting =
                OccupantPresence.unavailable(occupant).content(content).id(id);
        for (int status : statuses) {
            parting.status(status);
        }
        if (room.isLocked() && room.isFormOut() && room.isEmpty()) {
            parting.destroyed(Element.of("destroy", Namespaces.USER)); // §10.1.3: it never came to be
        }
        room.output().send(session, parting.renderSelf(session));
        if (occupant.sessions().isEmpty()) {
            if (announced) {
                toOthers(occupant, parting, session);
            }
        } else if (stoodForAll) {
            announce(occupant);
        }
    }

    /** Takes an occupant out with all resources. @param parting as {@link OccupantPresence#unavailable} */
    void remove(Occupant occupant, OccupantPresence parting) {
        boolean announced = room.announces(occupant);
        OccupantSession foremost = occupant.foremost();
        for (OccupantSession session : List.copyOf(occupant.sessions())) {
            room.leave(session);
            room.output().send(session, parting.renderSelf(session));
        }
        if (announced) {
            toOthers(occupant, parting, foremost);
        }
    }

    /** @param real whose address those see who may */
    void toOthers(Occupant occupant, OccupantPresence presence, OccupantSession real) {
        room.fanout().send(new Broadcast(presence.render(real)), new Broadcast(presence.render(null)), occupant);
    }

    void toSelf(Occupant occupant, OccupantPresence presence) {
        for (OccupantSession session : occupant.sessions()) {
            room.output().send(session, presence.renderSelf(session));
        }
    }
}
