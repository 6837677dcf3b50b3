package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests in muc#admin: lists of roles and of affiliations, asked for and changed (XEP-0045 §8.2 to §10.8). Owner: the room's. */
final class RoomAdmin {
    private final Room room;
    private final RoleChanges roles;
    private final AffiliationChanges affiliations;

    RoomAdmin(Room room, RoleChanges roles, AffiliationChanges affiliations) {
        this.room = room;
        this.roles = roles;
        this.affiliations = affiliations;
    }

    void receive(Iq iq, Element query) throws StanzaException {
        Jid actor = iq.from().orElseThrow();
        List<AdminItem> items = AdminItem.read(query);
        if (iq.type() == Iq.Type.GET) {
            room.output().send(iq.result(list(actor, items)));
        } else if (items.stream().allMatch(item -> item.role() != null)) {
            List<RoleChanges.Change> changes = roles.check(actor, items);
            room.output().send(iq.result(null));
            roles.apply(actor, changes);
        } else if (items.stream().allMatch(item -> item.affiliation() != null)) {
            Map<Jid, AffiliationChanges.Change> changes = affiliations.check(actor, items);
            Joining.demand(
                    room.services().policy().mayAffiliate(actor, room.jid(), AffiliationChanges.affiliations(changes)));
            affiliations.apply(
                    actor,
                    changes,
                    () -> room.output().send(iq.result(null)),
                    () -> room.output()
                            .refuse(iq, new StanzaError(Condition.INTERNAL_SERVER_ERROR, "the store failed")));
        } else {
            throw new StanzaException(Condition.BAD_REQUEST, "roles and affiliations are changed one after the other");
        }
    }

    private Element list(Jid actor, List<AdminItem> items) throws StanzaException {
        Element.Builder query = Element.builder("query", Namespaces.ADMIN);
        for (AdminItem item : items) {
            if (item.role() != null) {
                listRole(actor, item.role(), query);
            } else if (item.affiliation() != null) {
                listAffiliation(actor, item.affiliation(), query);
            }
        }
        return query.build();
    }

    /** §8.5, §9.8. */
    private void listRole(Jid actor, Role role, Element.Builder query) throws StanzaException {
        boolean admin = room.affiliation(actor.bare()).isAtLeast(Affiliation.ADMIN);
        boolean may = role == Role.MODERATOR ? admin : roles.isModerator(actor);
        if (!may) {
            throw new StanzaException(Condition.FORBIDDEN, "not for you to see");
        }
        for (Occupant occupant : room.occupants()) {
            if (occupant.role() == role) {
                query.child(Element.builder("item", Namespaces.ADMIN)
                        .attribute("affiliation", occupant.affiliation().word())
                        .attribute("jid", occupant.foremost().jid().toString())
                        .attribute("nick", occupant.nickname())
                        .attribute("role", role.word())
                        .build());
            }
        }
    }

    /** §9.2, §9.5, §10.5, §10.8. */
    private void listAffiliation(Jid actor, Affiliation wanted, Element.Builder query) throws StanzaException {
        if (wanted == Affiliation.NONE) {
            throw new StanzaException(Condition.BAD_REQUEST, "there is no list of the unaffiliated");
        }
        if (!maySee(actor, wanted)) {
            throw new StanzaException(Condition.FORBIDDEN, "not for you to see");
        }
        Map<Jid, Occupant> present = new HashMap<>();
        room.occupants().forEach(occupant -> present.putIfAbsent(occupant.user(), occupant));
        room.affiliations().forEach((user, affiliation) -> {
            if (affiliation == wanted) {
                Element.Builder item = Element.builder("item", Namespaces.ADMIN)
                        .attribute("affiliation", wanted.word())
                        .attribute("jid", user.toString());
                Occupant occupant = present.get(user);
                if (occupant != null) {
                    item.attribute("nick", occupant.nickname());
                }
                query.child(item.build());
            }
        });
    }

    private boolean maySee(Jid actor, Affiliation wanted) {
        Affiliation rank = room.affiliation(actor.bare());
        if (rank == Affiliation.OWNER) {
            return true;
        }
        boolean open =
                room.config().isNonAnonymous() && (rank.isAtLeast(Affiliation.MEMBER) || room.session(actor) != null);
        switch (wanted) {
            case OWNER:
            case ADMIN:
                return open; // §10.5, §10.8: only where addresses are no secret
            case MEMBER:
                return open || rank == Affiliation.ADMIN;
            default:
                return rank == Affiliation.ADMIN;
        }
    }
}
