package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bans, members, admins, owners (XEP-0045 §5.2.2, §9.1 to §9.5, §10.3 to §10.8). Owner: the room's. */
final class AffiliationChanges {
    private static final int MOST_AFFILIATIONS = 50_000;

    private final Room room;
    private final RoomPresence presences;
    private final Commit commit;

    AffiliationChanges(Room room, RoomPresence presences, Commit commit) {
        this.room = room;
        this.presences = presences;
        this.commit = commit;
    }

    /** What shall become of one bare address, or of a domain. */
    record Change(Affiliation affiliation, @Nullable String reason) {}

    /**
     * All or nothing (§9.2).
     *
     * @param actor full address of who asks
     * @return by bare address
     * @throws StanzaException if one of them is not allowed
     */
    Map<Jid, Change> check(Jid actor, List<AdminItem> items) throws StanzaException {
        Affiliation rank = room.affiliation(actor.bare());
        Map<Jid, Change> changes = new LinkedHashMap<>();
        for (AdminItem item : items) {
            Jid user = user(item);
            Affiliation wanted = item.affiliation();
            if (user == null || wanted == null) {
                throw new StanzaException(Condition.BAD_REQUEST, "an affiliation is changed by jid");
            }
            check(actor.bare(), rank, user, wanted);
            changes.put(user, new Change(wanted, item.reason()));
        }
        checkWhole(affiliations(changes));
        return changes;
    }

    /** §17.4: the bare address; a nickname is understood too. */
    private @Nullable Jid user(AdminItem item) {
        if (item.jid() != null) {
            return item.jid().bare();
        }
        Occupant occupant = item.nickname() == null ? null : room.occupant(item.nickname());
        return occupant == null ? null : occupant.user();
    }

    private void check(Jid actor, Affiliation rank, Jid user, Affiliation wanted) throws StanzaException {
        if (!rank.isAtLeast(Affiliation.ADMIN)) {
            throw new StanzaException(Condition.FORBIDDEN, "only admins change affiliations");
        }
        if (user.equals(actor) && wanted == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.CONFLICT, "nobody bans himself"); // §9.1
        }
        if (wanted.isAtLeast(Affiliation.ADMIN) && rank != Affiliation.OWNER) {
            throw new StanzaException(Condition.FORBIDDEN, "only owners make owners and admins"); // §10.3, §10.6
        }
        if (room.affiliation(user).isAtLeast(Affiliation.ADMIN) && rank != Affiliation.OWNER) {
            throw new StanzaException(
                    wanted == Affiliation.OUTCAST ? Condition.NOT_ALLOWED : Condition.FORBIDDEN, // §9.1; §10.4, §10.7
                    "only owners unmake owners and admins");
        }
        if (user.isDomain() && wanted.isAtLeast(Affiliation.MEMBER)) {
            throw new StanzaException(Condition.NOT_ALLOWED, "a whole domain can only be banned"); // §9.2
        }
    }

    /** What must hold of the list as it would become. */
    void checkWhole(Map<Jid, Affiliation> changes) throws StanzaException {
        Map<Jid, Affiliation> whole = new HashMap<>(room.affiliations());
        whole.putAll(changes);
        if (!whole.containsValue(Affiliation.OWNER)) {
            throw new StanzaException(Condition.CONFLICT, "the room would have no owner"); // §10.4
        }
        if (whole.size() > MOST_AFFILIATIONS) {
            throw new StanzaException(
                    Condition.RESOURCE_CONSTRAINT,
                    "affiliations: " + whole.size() + " (expected: 1.." + MOST_AFFILIATIONS + ")");
        }
    }

    static Map<Jid, Affiliation> affiliations(Map<Jid, Change> changes) {
        Map<Jid, Affiliation> plain = new HashMap<>();
        changes.forEach((user, change) -> plain.put(user, change.affiliation()));
        return plain;
    }

    /**
     * Writes, then tells who asked, then shows.
     *
     * @param actor full address of who asked
     */
    void apply(Jid actor, Map<Jid, Change> changes, Runnable answer, Runnable failed) {
        commit.run(
                () -> room.services().store().saveAffiliations(room.jid(), affiliations(changes)),
                () -> {
                    answer.run();
                    show(actor, changes);
                },
                failed);
    }

    /** After the commit. @param actor full address of who asked, or null */
    void show(@Nullable Jid actor, Map<Jid, Change> changes) {
        OccupantSession session = actor == null ? null : room.session(actor);
        String nickname = session == null ? null : session.occupant().nickname();
        changes.forEach((user, change) -> {
            Affiliation before = room.affiliation(user);
            room.affiliation(user, change.affiliation());
            List<Occupant> present = present(user);
            for (Occupant occupant : present) {
                show(occupant, change, nickname);
            }
            if (present.isEmpty()) {
                Invitations.toNewMember(room, user, before, change.affiliation());
            }
        });
    }

    private List<Occupant> present(Jid user) {
        List<Occupant> present = new ArrayList<>();
        for (Occupant occupant : room.occupants()) {
            if (occupant.user().equals(user)
                    || (user.isDomain() && occupant.user().domain().equals(user))) {
                present.add(occupant);
            }
        }
        return present;
    }

    private void show(Occupant occupant, Change change, @Nullable String actor) {
        Affiliation before = occupant.affiliation();
        Affiliation after = room.affiliation(occupant.user());
        if (before == after) {
            return;
        }
        boolean announced = room.announces(occupant);
        boolean sawReal = room.seesReal(occupant);
        occupant.affiliation(after);
        boolean outside = room.config().membersOnly() && !after.isAtLeast(Affiliation.MEMBER);
        if (after == Affiliation.OUTCAST || outside) {
            presences.remove(
                    occupant,
                    OccupantPresence.unavailable(occupant)
                            .status(after == Affiliation.OUTCAST ? 301 : 321) // §9.1, §9.4
                            .actor(actor)
                            .reason(change.reason()));
            return;
        }
        boolean anonymous = occupant.foremost().isAnonymous();
        room.role(occupant, Affiliations.roleAfter(room.config(), before, after, occupant.role(), anonymous));
        presences.changed(
                occupant,
                announced,
                OccupantPresence.available(occupant).actor(actor).reason(change.reason()));
        if (!sawReal && room.seesReal(occupant)) {
            presences.reveal(occupant);
        }
    }
}
