package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.util.function.Predicate;

/** Messages to all occupants (XEP-0045 §7.4) and to one of them (§7.5). Owner: the room's. */
final class Speaking {
    private static final Element PRIVATE = Element.of("x", Namespaces.USER);

    private final Room room;

    Speaking(Room room) {
        this.room = room;
    }

    /** §7.4: to everybody, from the sender's occupant JID, with the id it came with. */
    void toAll(OccupantSession sender, Message message) throws StanzaException {
        Occupant occupant = sender.occupant();
        if (!hasVoice(occupant)) {
            throw new StanzaException(Condition.FORBIDDEN, "visitors have no voice here");
        }
        Joining.demand(room.services().policy().maySpeak(request(sender, message, false)));
        Message reflected = own(message).withoutTo().withFrom(occupant.address());
        room.fanout().send(new Broadcast(reflected));
        if (reflected.body().isPresent()) {
            room.history()
                    .add(
                            reflected,
                            room.services().clock().instant(),
                            room.config().historySize());
        }
    }

    /** §7.5: to all resources of one occupant. */
    void toOne(OccupantSession sender, Occupant recipient, Message message) throws StanzaException {
        if (!room.config().allowPrivateMessages()) {
            throw new StanzaException(Condition.FORBIDDEN, "the room allows no private messages");
        }
        Joining.demand(room.services().policy().maySpeak(request(sender, message, true)));
        Message forwarded = own(message).withFrom(sender.occupant().address());
        forwarded = forwarded.withElement(forwarded.element().withChild(PRIVATE));
        for (OccupantSession session : recipient.sessions()) {
            room.output().send(session, forwarded);
        }
    }

    boolean hasVoice(Occupant occupant) {
        return occupant.role().isAtLeast(Role.PARTICIPANT) || room.config().visitorsMaySpeak();
    }

    /** Without what only the room may say: its own extensions, and delays in its name (§17.3). */
    private Message own(Message message) {
        Predicate<Element> roomOnly = child -> child.namespace().equals(Namespaces.USER)
                || (child.is("delay", Namespaces.DELAY)
                        && child.attribute("from")
                                .filter(room.jid().toString()::equals)
                                .isPresent());
        Element element = message.element();
        if (element.children().stream().noneMatch(roomOnly)) {
            return message;
        }
        Element.Builder cleaned = Element.builder("message", Stanza.NS);
        element.attributes()
                .forEach(attribute -> cleaned.attribute(attribute.namespace(), attribute.name(), attribute.value()));
        element.children().stream().filter(roomOnly.negate()).forEach(cleaned::child);
        return message.withElement(cleaned.build());
    }

    private SpeakRequest request(OccupantSession sender, Message message, boolean direct) {
        Occupant occupant = sender.occupant();
        return new SpeakRequest(
                room.jid(),
                sender.jid(),
                occupant.nickname(),
                occupant.affiliation(),
                occupant.role(),
                sender.isAnonymous(),
                occupant.joined(),
                direct,
                room.config(),
                message);
    }
}
