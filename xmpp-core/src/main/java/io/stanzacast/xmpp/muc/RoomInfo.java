package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.Map;

/**
 * A room at one moment.
 *
 * @param affiliations by bare address, none of them {@link Affiliation#NONE}
 * @param occupants how many nicknames are inside
 */
public record RoomInfo(RoomConfig config, Map<Jid, Affiliation> affiliations, int occupants) {
    public RoomInfo {
        affiliations = Map.copyOf(affiliations);
    }
}
