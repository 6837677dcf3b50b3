package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Removes those to whom nothing can be delivered any more (XEP-0045 §18.1.2, §11.1). Owner: the room's. */
final class Ghosts {
    private static final Set<Condition> UNREACHABLE = EnumSet.of(
            Condition.GONE,
            Condition.RECIPIENT_UNAVAILABLE,
            Condition.REDIRECT,
            Condition.REMOTE_SERVER_NOT_FOUND,
            Condition.REMOTE_SERVER_TIMEOUT);
    /** What a client may also answer to a request, so that they tell of a ghost only elsewhere. */
    private static final Set<Condition> UNDELIVERED =
            EnumSet.of(Condition.ITEM_NOT_FOUND, Condition.SERVICE_UNAVAILABLE);

    private final Room room;
    private final RoomPresence presences;

    Ghosts(Room room, RoomPresence presences) {
        this.room = room;
        this.presences = presences;
    }

    /** Removes the resource that {@code error} comes from if it says so. Tells whether it did. */
    boolean exorcise(OccupantSession session, Stanza error) {
        Condition condition = StanzaError.conditionOf(error).orElse(null);
        if (condition == null || !isGone(session, error, condition)) {
            return false;
        }
        presences.leave(session, List.of(), 333);
        return true;
    }

    private boolean isGone(OccupantSession session, Stanza error, Condition condition) {
        if (UNREACHABLE.contains(condition)) {
            return true;
        }
        return UNDELIVERED.contains(condition)
                && !(error instanceof Iq)
                && (session.client() == null
                        || room.services().sessions().find(session.jid()).isEmpty());
    }
}
