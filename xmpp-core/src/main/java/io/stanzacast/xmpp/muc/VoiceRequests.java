package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;

/** Visitors who ask for a voice, and moderators who grant it (XEP-0045 §7.13, §8.6). Owner: the room's. */
final class VoiceRequests {
    private final Room room;
    private final RoleChanges roles;

    VoiceRequests(Room room, RoleChanges roles) {
        this.room = room;
        this.roles = roles;
    }

    /** Tells whether the message was about a voice. */
    boolean receive(OccupantSession sender, Message message) throws StanzaException {
        DataForm form = message.element()
                .child("x", Namespaces.DATA)
                .flatMap(DataForm::read)
                .filter(read -> read.value("FORM_TYPE")
                        .filter(Namespaces.REQUEST::equals)
                        .isPresent())
                .orElse(null);
        if (form == null) {
            return false;
        }
        Optional<String> allow = form.value("muc#request_allow");
        if (allow.isPresent()) {
            if (!sender.occupant().isModerator()) {
                throw new StanzaException(Condition.FORBIDDEN, "only moderators grant a voice");
            }
            if (DataForm.isTrue(allow.get())) {
                grant(sender, form.value("muc#roomnick").orElse(""));
            }
        } else if (sender.occupant().role() == Role.VISITOR) {
            ask(sender.occupant());
        }
        return true;
    }

    private void grant(OccupantSession moderator, String nickname) throws StanzaException {
        Occupant visitor = room.occupant(nickname);
        if (visitor == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "nobody has that nickname");
        }
        if (visitor.role() == Role.VISITOR) {
            roles.apply(moderator.jid(), List.of(new RoleChanges.Change(visitor, Role.PARTICIPANT, null)));
        }
    }

    private void ask(Occupant visitor) {
        Element form = DataForm.builder("form", Namespaces.REQUEST)
                .title("Voice request")
                .list("muc#role", "Requested role", "participant", List.of("participant"))
                .field("muc#jid", "jid-single", "User", visitor.foremost().jid().toString())
                .field("muc#roomnick", "text-single", "Nickname", visitor.nickname())
                .field("muc#request_allow", "boolean", "Grant a voice to this person?", "0")
                .build();
        for (Occupant occupant : room.occupants()) {
            if (occupant.isModerator()) {
                occupant.sessions().forEach(session -> room.output().send(session, message(session.jid(), form)));
            }
        }
    }

    private Message message(Jid to, Element form) {
        Element element = Element.builder("message", Stanza.NS)
                .attribute("from", room.jid().toString())
                .attribute("to", to.toString())
                .child(form)
                .build();
        return new Message(element, to, room.jid(), Message.Type.NORMAL);
    }
}
