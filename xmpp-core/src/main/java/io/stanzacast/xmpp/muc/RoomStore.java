package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps persistent rooms. What a completed stage wrote is committed; stages complete on any thread. */
public interface RoomStore {
    /** All that is stored of a room. @param affiliations by bare address, none of them {@link Affiliation#NONE} */
    record StoredRoom(RoomConfig config, Subject subject, Map<Jid, Affiliation> affiliations) {
        public StoredRoom {
            affiliations = Map.copyOf(affiliations);
        }
    }

    /** What lists of rooms need. */
    record Listing(Jid room, String title, boolean publicRoom) {}

    /** All rooms of a service. */
    CompletionStage<List<Listing>> list(String domain);

    CompletionStage<Optional<StoredRoom>> load(Jid room);

    /** Writes everything, replacing what there was. */
    CompletionStage<Void> create(Jid room, StoredRoom stored);

    /** The room must be stored. @param changes {@link Affiliation#NONE} removes */
    CompletionStage<Void> saveConfig(Jid room, RoomConfig config, Map<Jid, Affiliation> changes);

    /** The room must be stored. */
    CompletionStage<Void> saveSubject(Jid room, Subject subject);

    /** The room must be stored. @param changes {@link Affiliation#NONE} removes */
    CompletionStage<Void> saveAffiliations(Jid room, Map<Jid, Affiliation> changes);

    CompletionStage<Void> delete(Jid room);
}
