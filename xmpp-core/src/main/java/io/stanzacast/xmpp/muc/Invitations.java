package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mediated invitations and what is answered to them (XEP-0045 §7.8.2). In a members-only room only admins invite, and whom they invite
 * becomes a member (§9.5); guests without an account and without an affiliation invite nobody. Owner: the room's.
 */
final class Invitations {
    private static final int MOST_AT_ONCE = 20;

    private final Room room;
    private final AffiliationChanges affiliations;

    Invitations(Room room, AffiliationChanges affiliations) {
        this.room = room;
        this.affiliations = affiliations;
    }

    /** Tells whether the message was about an invitation. */
    boolean receive(@Nullable OccupantSession sender, Message message) throws StanzaException {
        Element extension = message.element().child("x", Namespaces.USER).orElse(null);
        if (extension == null) {
            return false;
        }
        List<Element> invites = extension.children("invite", Namespaces.USER);
        Element decline = extension.child("decline", Namespaces.USER).orElse(null);
        if (!invites.isEmpty()) {
            invite(sender, message, invites);
        } else if (decline != null) {
            decline(message, decline);
        }
        return !invites.isEmpty() || decline != null;
    }

    private void invite(@Nullable OccupantSession sender, Message message, List<Element> invites)
            throws StanzaException {
        if (sender == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "not in the room");
        }
        if (!mayInvite(sender)) {
            throw new StanzaException(Condition.FORBIDDEN, "not for you to invite");
        }
        if (invites.size() > MOST_AT_ONCE) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE,
                    "invitations: " + invites.size() + " (expected: 1.." + MOST_AT_ONCE + ")");
        }
        Map<Jid, Element> invited = new LinkedHashMap<>();
        for (Element invite : invites) {
            invited.put(address(invite, "to"), invite);
        }
        Jid from = room.config().isNonAnonymous()
                ? sender.jid().bare()
                : sender.occupant().address();
        Map<Jid, AffiliationChanges.Change> members = newMembers(invited);
        Runnable send = () -> invited.forEach((to, invite) -> send(from, to, invite));
        if (members.isEmpty()) {
            send.run();
        } else {
            affiliations.apply(
                    sender.jid(),
                    members,
                    send,
                    () -> room.output()
                            .refuse(message, new StanzaError(Condition.INTERNAL_SERVER_ERROR, "the store failed")));
        }
    }

    private boolean mayInvite(OccupantSession sender) {
        Affiliation affiliation = sender.occupant().affiliation();
        if (affiliation.isAtLeast(Affiliation.ADMIN)) {
            return true;
        }
        boolean guest = sender.isAnonymous() && affiliation == Affiliation.NONE;
        return room.config().allowInvites()
                && !room.config().membersOnly()
                && !guest
                && sender.occupant().role().isAtLeast(Role.PARTICIPANT);
    }

    private Map<Jid, AffiliationChanges.Change> newMembers(Map<Jid, Element> invited) {
        Map<Jid, AffiliationChanges.Change> members = new LinkedHashMap<>();
        if (room.config().membersOnly()) {
            for (Jid to : invited.keySet()) {
                if (room.affiliation(to.bare()) == Affiliation.NONE && !to.isDomain()) {
                    members.put(to.bare(), new AffiliationChanges.Change(Affiliation.MEMBER, null));
                }
            }
        }
        return members;
    }

    private void send(Jid from, Jid to, Element invite) {
        Element.Builder forwarded = Element.builder("invite", Namespaces.USER).attribute("from", from.toString());
        forwarded.children(invite.children());
        message(room, to, forwarded.build(), true);
    }

    /** §9.5: whoever becomes a member of a members-only room, and is not inside, hears of it. */
    static void toNewMember(Room room, Jid user, Affiliation before, Affiliation after) {
        if (room.config().membersOnly()
                && before == Affiliation.NONE
                && after == Affiliation.MEMBER
                && !user.isDomain()) {
            Element invite = Element.builder("invite", Namespaces.USER)
                    .attribute("from", room.jid().toString())
                    .build();
            message(room, user, invite, true);
        }
    }

    private void decline(Message message, Element decline) throws StanzaException {
        Jid from = message.from().orElseThrow().bare();
        if (room.affiliation(from) == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.FORBIDDEN, "banned from this room");
        }
        Jid to = address(decline, "to");
        Element forwarded = Element.builder("decline", Namespaces.USER)
                .attribute("from", from.toString())
                .children(decline.children())
                .build();
        if (!to.bare().equals(room.jid())) {
            if (room.occupants().stream().noneMatch(occupant -> occupant.user().equals(to.bare()))) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "who invited is not in the room");
            }
            message(room, to, forwarded, false);
            return;
        }
        Occupant inviter = to.resourcepart().map(room::occupant).orElse(null);
        if (inviter == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "who invited is not in the room");
        }
        inviter.sessions().forEach(session -> message(room, session.jid(), forwarded, false));
    }

    private static void message(Room room, Jid to, Element inner, boolean withPassword) {
        Element.Builder extension = Element.builder("x", Namespaces.USER).child(inner);
        String password = room.config().password();
        if (withPassword && password != null) {
            extension.childText("password", password);
        }
        Element element = Element.builder("message", Stanza.NS)
                .attribute("from", room.jid().toString())
                .attribute("to", to.toString())
                .child(extension.build())
                .build();
        room.output().send(new Message(element, to, room.jid(), Message.Type.NORMAL));
    }

    private static Jid address(Element element, String attribute) throws StanzaException {
        try {
            return Jid.parse(element.attribute(attribute).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.JID_MALFORMED, attribute + " of " + element.name() + " is no address");
        }
    }
}
