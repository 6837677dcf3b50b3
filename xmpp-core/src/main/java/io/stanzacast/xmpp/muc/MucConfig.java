package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MUC service; a site has a list of them.
 *
 * @param domain such as {@code rooms.example.org}
 * @param name for people; default {@code Chat rooms}
 * @param creation who may create rooms by entering them; default {@link Creation#NOBODY}
 * @param roomDefaults what new rooms start with
 * @param membersDomains if not empty, only users of these domains may enter or ask anything; default empty
 * @param maxRooms 1 to 1 000 000; default 10 000
 * @param maxOccupants what owners may set at most, and default of new rooms if that is less; 1 to 100 000; default 20 000
 */
public record MucConfig(
        String domain,
        @Nullable String name,
        @Nullable Creation creation,
        @Nullable RoomDefaults roomDefaults,
        @Nullable List<String> membersDomains,
        @Nullable Integer maxRooms,
        @Nullable Integer maxOccupants) {
    /** Who may create a room by entering it (XEP-0045 §10.1.1). */
    public enum Creation {
        NOBODY,
        /** Users logged in here with an account. */
        ACCOUNTS,
        ANYBODY
    }

    public MucConfig {
        domain = Jid.domain(domain).domainpart();
        name = name == null ? "Chat rooms" : name;
        creation = creation == null ? Creation.NOBODY : creation;
        roomDefaults = roomDefaults == null ? RoomDefaults.none() : roomDefaults;
        List<String> prepared = new ArrayList<>();
        for (String other : membersDomains == null ? List.<String>of() : membersDomains) {
            prepared.add(Jid.domain(other).domainpart());
        }
        membersDomains = List.copyOf(prepared);
        maxRooms = maxRooms == null ? 10_000 : maxRooms;
        maxOccupants = maxOccupants == null ? 20_000 : maxOccupants;
        if (maxRooms < 1 || maxRooms > 1_000_000) {
            throw new IllegalArgumentException("max-rooms: " + maxRooms + " (expected: 1..1000000)");
        }
        if (maxOccupants < 1 || maxOccupants > RoomConfig.MOST_OCCUPANTS) {
            throw new IllegalArgumentException(
                    "max-occupants: " + maxOccupants + " (expected: 1.." + RoomConfig.MOST_OCCUPANTS + ")");
        }
        roomDefaults.toConfig();
    }

    /** Defaults for all but the domain and who creates rooms. */
    public static MucConfig of(String domain, Creation creation) {
        return new MucConfig(domain, null, creation, null, null, null, null);
    }

    /** What a new room starts with. */
    RoomConfig newRoom() {
        RoomConfig config = roomDefaults().toConfig();
        return config.maxOccupants() <= maxOccupants()
                ? config
                : config.toBuilder().maxOccupants(maxOccupants()).build();
    }
}
