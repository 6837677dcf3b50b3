package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is sent to a room or its occupants, to the class that knows what to do (XEP-0045 §7 to §10, §17). Owner: the room's. */
final class RoomStanzas {
    private final Room room;
    private final RoomPresence presences;
    private final Joining joining;
    private final Renaming renaming;
    private final Speaking speaking;
    private final SubjectChange subjects;
    private final Invitations invitations;
    private final VoiceRequests voiceRequests;
    private final OccupantIqs occupantIqs;
    private final RoomAdmin admin;
    private final RoomOwner owner;
    private final RoomDisco disco;
    private final Ghosts ghosts;

    RoomStanzas(Room room, Commit commit) {
        this.room = room;
        this.presences = new RoomPresence(room);
        this.joining = new Joining(room, presences);
        this.renaming = new Renaming(room, presences, joining);
        this.speaking = new Speaking(room);
        this.subjects = new SubjectChange(room, commit);
        AffiliationChanges affiliations = new AffiliationChanges(room, presences, commit);
        RoleChanges roles = new RoleChanges(room, presences);
        this.invitations = new Invitations(room, affiliations);
        this.voiceRequests = new VoiceRequests(room, roles);
        this.occupantIqs = new OccupantIqs(room);
        this.admin = new RoomAdmin(room, roles, affiliations);
        this.owner = new RoomOwner(room, new Reconfiguration(room, presences, affiliations, commit));
        this.disco = new RoomDisco(room);
        this.ghosts = new Ghosts(room, presences);
    }

    Joining joining() {
        return joining;
    }

    RoomOwner owner() {
        return owner;
    }

    void receive(Stanza stanza) {
        try {
            if (stanza instanceof Message message) {
                message(message);
            } else if (stanza instanceof Presence presence) {
                presence(presence);
            } else if (stanza instanceof Iq iq) {
                iq(iq);
            } else {
                throw new AssertionError(stanza);
            }
        } catch (StanzaException e) {
            room.output().refuse(stanza, e.error());
        }
    }

    private void message(Message message) throws StanzaException {
        OccupantSession sender = room.session(message.from().orElseThrow());
        String nickname = message.to().flatMap(Jid::resourcepart).orElse(null);
        if (message.isError()) {
            error(sender, message);
        } else if (nickname != null) {
            toOne(sender, nickname, message);
        } else if (message.type() == Message.Type.GROUPCHAT) {
            inside(sender);
            if (SubjectChange.is(message)) {
                subjects.change(sender, message);
            } else {
                speaking.toAll(sender, message);
            }
        } else if (!invitations.receive(sender, message)) {
            inside(sender);
            if (!voiceRequests.receive(sender, message)) {
                throw new StanzaException(
                        Condition.BAD_REQUEST, "message type of what is for the room (expected: groupchat)"); // §17.2
            }
        }
    }

    private void toOne(OccupantSession sender, String nickname, Message message) throws StanzaException {
        if (message.type() == Message.Type.GROUPCHAT) {
            throw new StanzaException(Condition.BAD_REQUEST, "groupchat goes to the room itself"); // §7.5
        }
        inside(sender);
        Occupant recipient = room.occupant(nickname);
        if (recipient == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "nobody has that nickname");
        }
        speaking.toOne(sender, recipient, message);
    }

    /** §7.4, §7.5. */
    private static void inside(@Nullable OccupantSession sender) throws StanzaException {
        if (sender == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "not in the room");
        }
    }

    /** A bounce: of a ghost, or of a private message that its sender wants to know about. */
    private void error(@Nullable OccupantSession sender, Message error) {
        if (sender == null || ghosts.exorcise(sender, error)) {
            return;
        }
        Occupant recipient =
                error.to().flatMap(Jid::resourcepart).map(room::occupant).orElse(null);
        if (recipient != null && recipient != sender.occupant()) {
            Message forwarded = error.withFrom(sender.occupant().address());
            recipient.sessions().forEach(session -> room.output().send(session, forwarded));
        }
    }

    private void presence(Presence presence) throws StanzaException {
        OccupantSession session = room.session(presence.from().orElseThrow());
        switch (presence.type()) {
            case AVAILABLE:
                available(session, presence);
                break;
            case UNAVAILABLE:
                if (session != null) { // §17.3: from others silently ignored
                    presences.leave(session, presence);
                }
                break;
            case ERROR:
                if (session != null) {
                    ghosts.exorcise(session, presence);
                }
                break;
            default: // §17.3: neither entering nor leaving
        }
    }

    private void available(@Nullable OccupantSession session, Presence presence) throws StanzaException {
        String nickname = presence.to().flatMap(Jid::resourcepart).orElse(null);
        if (nickname == null) {
            throw new StanzaException(Condition.JID_MALFORMED, "no nickname"); // §7.2.1
        }
        if (OccupantPresence.isTooLarge(presence)) {
            throw new StanzaException(Condition.POLICY_VIOLATION, "presence: too large (expected: 0..8192 characters)");
        }
        Optional<Element> join = presence.element().child("x", Namespaces.MUC);
        if (session == null) {
            if (join.isPresent()) {
                joining.enter(presence, join.get());
            } else {
                room.output().send(NotInside.kick(presence));
            }
            return;
        }
        if (!nickname.equals(session.occupant().nickname())) {
            renaming.rename(session, presence);
        } else if (join.isEmpty()) {
            presences.update(session, presence);
        }
        if (join.isPresent()) {
            joining.repeat(session, presence, join.get());
        }
    }

    private void iq(Iq iq) throws StanzaException {
        OccupantSession sender = room.session(iq.from().orElseThrow());
        String nickname = iq.to().flatMap(Jid::resourcepart).orElse(null);
        if (!iq.isRequest()) {
            if (nickname != null) {
                occupantIqs.answer(iq);
            }
            if (iq.isError() && sender != null) {
                ghosts.exorcise(sender, iq);
            }
        } else if (nickname != null) {
            occupantIqs.request(sender, iq, nickname);
        } else {
            toRoom(iq);
        }
    }

    /** §17.4: handled by the room itself. */
    private void toRoom(Iq iq) throws StanzaException {
        Element payload =
                iq.payload().orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "a request has one child"));
        boolean get = iq.type() == Iq.Type.GET;
        if (payload.is("query", Namespaces.ADMIN)) {
            admin.receive(iq, payload);
        } else if (payload.is("query", Namespaces.OWNER)) {
            owner.receive(iq, payload);
        } else if (get && payload.is("query", Namespaces.DISCO_INFO)) {
            room.output().send(iq.result(disco.info(payload)));
        } else if (get && payload.is("query", Namespaces.DISCO_ITEMS)) {
            room.output().send(iq.result(disco.items(iq.from().orElseThrow(), payload)));
        } else if (get && payload.is("ping", Namespaces.PING)) {
            room.output().send(iq.result(null));
        } else if (get && payload.namespace().equals(Namespaces.VCARD)) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "the room has no vCard");
        } else {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, null);
        }
    }
}
