package io.stanzacast.xmpp.muc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parting when the service stops (XEP-0045 §11.2). */
final class ShutDown {
    private ShutDown() {}

    /** One presence to each, not one of each to each. */
    static void tell(@Nullable Room room) {
        if (room == null) {
            return;
        }
        for (OccupantSession session : List.copyOf(room.sessions())) {
            OccupantPresence parting =
                    OccupantPresence.unavailable(session.occupant()).status(332);
            room.leave(session);
            room.output().send(session, parting.renderSelf(session));
        }
    }
}
