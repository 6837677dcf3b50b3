package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rooms that the program itself makes and unmakes: what {@link Rooms} promises. On the slot's owner. */
final class Ensuring {
    private static final Logger log = LoggerFactory.getLogger(Ensuring.class);

    private Ensuring() {}

    static void ensure(
            RoomSlot slot, RoomConfig config, Map<Jid, Affiliation> affiliations, CompletableFuture<Void> result) {
        boolean fresh = slot.room() == null;
        if (fresh) {
            Room room = new Room(
                    slot.jid(),
                    slot.host().services(),
                    slot.host().mostOccupants(),
                    new RoomStore.StoredRoom(config, Subject.NEVER_SET, Map.of()));
            room.locked(true);
            slot.open(room);
            log.info("[muc {}] created by the program", slot.jid());
        }
        Room room = slot.room();
        if (room == null) {
            throw new AssertionError("opened");
        }
        Map<Jid, AffiliationChanges.Change> changes = changes(room, affiliations);
        if (room.isStored() && changes.isEmpty() && room.config().equals(config)) {
            result.complete(null);
            return;
        }
        slot.stanzas().owner().reconfiguration().apply(null, config, changes, () -> result.complete(null), () -> {
            if (fresh) {
                room.setDestroyed();
            }
            result.completeExceptionally(new IllegalStateException("room: " + slot.jid() + " cannot be stored"));
        });
    }

    private static Map<Jid, AffiliationChanges.Change> changes(Room room, Map<Jid, Affiliation> wanted) {
        Map<Jid, AffiliationChanges.Change> changes = new LinkedHashMap<>();
        room.affiliations().forEach((user, present) -> {
            if (present == Affiliation.OWNER && !wanted.containsKey(user)) {
                changes.put(user, new AffiliationChanges.Change(Affiliation.NONE, null));
            }
        });
        wanted.forEach((user, affiliation) -> {
            if (room.affiliations().getOrDefault(user.bare(), Affiliation.NONE) != affiliation) {
                changes.put(user.bare(), new AffiliationChanges.Change(affiliation, null));
            }
        });
        return changes;
    }

    static void destroy(RoomSlot slot, @Nullable String reason, CompletableFuture<Void> result) {
        if (slot.room() == null) {
            result.complete(null);
            return;
        }
        Element.Builder destroy = Element.builder("destroy", Namespaces.USER);
        if (reason != null) {
            destroy.childText("reason", reason);
        }
        slot.stanzas()
                .owner()
                .reconfiguration()
                .destroy(
                        destroy.build(),
                        () -> result.complete(null),
                        () -> result.completeExceptionally(
                                new IllegalStateException("room: " + slot.jid() + " cannot be removed")));
    }
}
