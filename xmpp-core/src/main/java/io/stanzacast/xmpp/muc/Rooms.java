package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Rooms from inside the program. Callable from any thread; stages complete on a room's owner or a thread of the store, after the commit,
 * and fail with {@link IllegalArgumentException} if no service of ours has the room's domain.
 */
public interface Rooms {
    /**
     * Creates the room, or brings the one that exists in line: its configuration becomes {@code config}, its owners become exactly the
     * owners named, the other affiliations named are set, all else stays. Occupants are told.
     *
     * @param config must be persistent
     * @param affiliations by bare address
     */
    CompletionStage<Void> ensure(Jid room, RoomConfig config, Map<Jid, Affiliation> affiliations);

    /** Removes everybody and all that is stored (XEP-0045 §10.9). Nothing happens if there is no such room. */
    CompletionStage<Void> destroy(Jid room, @Nullable String reason);

    CompletionStage<Optional<RoomConfig>> find(Jid room);

    /** All that are set, by bare address; empty if there is no such room. */
    CompletionStage<Map<Jid, Affiliation>> affiliations(Jid room);

    /** {@link Affiliation#NONE} if there is no such room. */
    CompletionStage<Affiliation> affiliation(Jid room, Jid bareUser);

    /** All there are, in memory or stored, by service and address. Never waits. */
    List<Jid> all();

    CompletionStage<Optional<RoomInfo>> info(Jid room);

    /** Who is inside under that nickname. @param occupant room@service/nickname */
    CompletionStage<Optional<OccupantInfo>> occupant(Jid occupant);
}
