package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a room what its owner wants, or no room at all, and tells its occupants (XEP-0045 §10.2, §10.9). Owner: the room's. */
final class Reconfiguration {
    private final Room room;
    private final RoomPresence presences;
    private final AffiliationChanges affiliations;
    private final Commit commit;

    Reconfiguration(Room room, RoomPresence presences, AffiliationChanges affiliations, Commit commit) {
        this.room = room;
        this.presences = presences;
        this.affiliations = affiliations;
        this.commit = commit;
    }

    /** What the full lists of owners and admins in a form change (§10.2). */
    Map<Jid, AffiliationChanges.Change> affiliations(DataForm form) throws StanzaException {
        Map<Jid, AffiliationChanges.Change> changes = new LinkedHashMap<>();
        list(form, RoomForm.ADMINS, Affiliation.ADMIN, changes);
        list(form, RoomForm.OWNERS, Affiliation.OWNER, changes);
        affiliations.checkWhole(AffiliationChanges.affiliations(changes));
        return changes;
    }

    private void list(DataForm form, String field, Affiliation affiliation, Map<Jid, AffiliationChanges.Change> changes)
            throws StanzaException {
        if (!form.has(field)) {
            return;
        }
        Set<Jid> wanted = new HashSet<>();
        for (String value : form.values(field)) {
            try {
                if (!value.isBlank()) {
                    wanted.add(Jid.parse(value.strip()).bare());
                }
            } catch (IllegalArgumentException e) {
                throw new StanzaException(Condition.JID_MALFORMED, "a value of " + field + " is no address");
            }
        }
        room.affiliations().forEach((user, present) -> {
            if (present == affiliation && !wanted.contains(user)) {
                changes.putIfAbsent(user, new AffiliationChanges.Change(Affiliation.NONE, null));
            }
        });
        for (Jid user : wanted) {
            if (room.affiliations().get(user) != affiliation) {
                changes.put(user, new AffiliationChanges.Change(affiliation, null));
            }
        }
    }

    /**
     * Writes, then tells who asked, then shows. An unlocked room is what comes of it (§10.1).
     *
     * @param actor full address of who asked, or null
     */
    void apply(
            @Nullable Jid actor,
            RoomConfig config,
            Map<Jid, AffiliationChanges.Change> changes,
            Runnable answer,
            Runnable failed) {
        Supplier<CompletionStage<Void>> write = write(config, AffiliationChanges.affiliations(changes));
        Runnable committed = () -> {
            room.locked(false);
            answer.run();
            show(actor, config, changes);
        };
        if (config.persistent() || room.isStored()) {
            commit.always(write, committed, failed);
        } else {
            committed.run();
        }
    }

    private Supplier<CompletionStage<Void>> write(RoomConfig config, Map<Jid, Affiliation> changes) {
        RoomStore store = room.services().store();
        if (!config.persistent()) {
            return () -> store.delete(room.jid());
        }
        if (room.isStored()) {
            return () -> store.saveConfig(room.jid(), config, changes);
        }
        Map<Jid, Affiliation> whole = new HashMap<>(room.affiliations());
        whole.putAll(changes);
        whole.values().removeIf(affiliation -> affiliation == Affiliation.NONE);
        return () -> store.create(room.jid(), new RoomStore.StoredRoom(config, room.subject(), whole));
    }

    private void show(@Nullable Jid actor, RoomConfig config, Map<Jid, AffiliationChanges.Change> changes) {
        RoomConfig before = room.config();
        Set<Occupant> announcedBefore = new HashSet<>(room.announced());
        room.config(config);
        affiliations.show(actor, changes);
        if (config.membersOnly() && !before.membersOnly()) {
            removeOutsiders();
        }
        if (!config.presenceBroadcast().equals(before.presenceBroadcast())) {
            for (Occupant occupant : List.copyOf(room.occupants())) {
                boolean was = announcedBefore.contains(occupant);
                if (was != room.announces(occupant)) {
                    presences.changed(occupant, was, OccupantPresence.available(occupant));
                }
            }
        }
        tellChanges(before, config);
    }

    /** §10.2, last paragraph. */
    private void removeOutsiders() {
        for (Occupant occupant : List.copyOf(room.occupants())) {
            if (!occupant.affiliation().isAtLeast(Affiliation.MEMBER)) {
                presences.remove(
                        occupant, OccupantPresence.unavailable(occupant).status(322));
            }
        }
    }

    /** §10.2.1. */
    private void tellChanges(RoomConfig before, RoomConfig after) {
        List<Integer> codes = new ArrayList<>();
        if (before.whois() != after.whois()) {
            codes.add(after.isNonAnonymous() ? 172 : 173);
        }
        RoomConfig sameWhois = after.toBuilder().whois(before.whois()).build();
        if (!sameWhois.equals(before)) {
            codes.add(104);
        }
        if (codes.isEmpty()) {
            return;
        }
        Element.Builder extension = Element.builder("x", Namespaces.USER);
        codes.forEach(code -> extension.child(Element.builder("status", Namespaces.USER)
                .attribute("code", Integer.toString(code))
                .build()));
        Element message = Element.builder("message", Stanza.NS)
                .attribute("from", room.jid().toString())
                .attribute("type", "groupchat")
                .child(extension.build())
                .build();
        room.fanout().send(new Broadcast(new Message(message, null, room.jid(), Message.Type.GROUPCHAT)));
    }

    /** @param destroy shown to everybody who is inside */
    void destroy(Element destroy, Runnable answer, Runnable failed) {
        commit.run(
                () -> room.services().store().delete(room.jid()),
                () -> {
                    room.setDestroyed();
                    for (Occupant occupant : List.copyOf(room.occupants())) {
                        OccupantPresence parting =
                                OccupantPresence.unavailable(occupant).destroyed(destroy);
                        for (OccupantSession session : List.copyOf(occupant.sessions())) {
                            room.leave(session);
                            room.output().send(session, parting.renderSelf(session)); // §10.9: one presence each
                        }
                    }
                    answer.run();
                },
                failed);
    }
}
