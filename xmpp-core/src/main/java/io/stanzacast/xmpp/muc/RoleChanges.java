package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kicks, voice and moderators (XEP-0045 §5.1.3, §8.2 to §8.5, §9.6 to §9.8). Owner: the room's. */
final class RoleChanges {
    private final Room room;
    private final RoomPresence presences;

    RoleChanges(Room room, RoomPresence presences) {
        this.room = room;
        this.presences = presences;
    }

    /** A change that was found to be allowed. */
    record Change(Occupant target, Role role, @Nullable String reason) {}

    /**
     * All or nothing.
     *
     * @param actor full address of who asks
     * @throws StanzaException if one of them is not allowed
     */
    List<Change> check(Jid actor, List<AdminItem> items) throws StanzaException {
        List<Change> changes = new ArrayList<>(items.size());
        for (AdminItem item : items) {
            Role role = item.role();
            if (role == null || item.nickname() == null) {
                throw new StanzaException(Condition.BAD_REQUEST, "a role is changed by nickname");
            }
            if (!isModerator(actor)) {
                throw new StanzaException(Condition.FORBIDDEN, "only moderators change roles");
            }
            Occupant target = room.occupant(item.nickname());
            if (target == null) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "nobody has that nickname");
            }
            check(room.affiliation(actor.bare()), target, role);
            changes.add(new Change(target, role, item.reason()));
        }
        return changes;
    }

    boolean isModerator(Jid actor) {
        OccupantSession session = room.session(actor);
        return (session != null && session.occupant().isModerator())
                || room.affiliation(actor.bare()).isAtLeast(Affiliation.ADMIN);
    }

    private static void check(Affiliation actor, Occupant target, Role role) throws StanzaException {
        boolean admin = actor.isAtLeast(Affiliation.ADMIN);
        boolean lowers = !role.isAtLeast(target.role());
        if (role == Role.NONE) {
            // §8.2, and §5.1.3 for moderators
            refuse(target.affiliation().isAbove(actor) || (target.isModerator() && !admin));
            return;
        }
        if (lowers && target.affiliation().isAtLeast(Affiliation.ADMIN)) {
            refuse(true); // §8.4, §9.7: by anyone
        }
        if (role == Role.MODERATOR || target.isModerator()) {
            if (!admin && role != target.role()) {
                throw new StanzaException(Condition.FORBIDDEN, "only admins make and unmake moderators"); // §9.6, §9.7
            }
        } else if (lowers) {
            // §8.4: "at or above the moderator's level"; to have no affiliation is no level
            refuse(target.affiliation() != Affiliation.NONE
                    && target.affiliation().isAtLeast(actor));
        }
    }

    private static void refuse(boolean condition) throws StanzaException {
        if (condition) {
            throw new StanzaException(Condition.NOT_ALLOWED, "not against somebody of that affiliation");
        }
    }

    /** @param actor full address of who asked */
    void apply(Jid actor, List<Change> changes) {
        OccupantSession session = room.session(actor);
        String nickname = session == null ? null : session.occupant().nickname();
        for (Change change : changes) {
            Occupant target = change.target();
            if (target.sessions().isEmpty()) {
                continue; // kicked by an earlier item
            }
            if (change.role() == Role.NONE) {
                presences.remove(
                        target,
                        OccupantPresence.unavailable(target)
                                .status(307)
                                .actor(nickname)
                                .reason(change.reason()));
            } else if (target.role() != change.role()) {
                boolean announced = room.announces(target);
                boolean sawReal = room.seesReal(target);
                room.role(target, change.role());
                presences.changed(
                        target,
                        announced,
                        OccupantPresence.available(target).actor(nickname).reason(change.reason()));
                if (!sawReal && room.seesReal(target)) {
                    presences.reveal(target);
                }
            }
        }
    }
}
