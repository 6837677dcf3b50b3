package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Requests from occupant to occupant and their answers (XEP-0045 §17.4), real addresses hidden both ways. The id of a forwarded request
 * starts with who asked and who was asked, so that the room needs no memory of open requests. Owner: the room's.
 */
final class OccupantIqs {
    private static final int MOST_ID_CHARACTERS = 512;

    private final Room room;

    OccupantIqs(Room room) {
        this.room = room;
    }

    /** @param sender null if the sender is not inside @param nickname whom it is for */
    void request(@Nullable OccupantSession sender, Iq iq, String nickname) throws StanzaException {
        Element payload =
                iq.payload().orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "a request has one child"));
        if (sender == null) {
            boolean disco = payload.namespace().equals(Namespaces.DISCO_INFO)
                    || payload.namespace().equals(Namespaces.DISCO_ITEMS);
            throw new StanzaException(
                    disco ? Condition.BAD_REQUEST : Condition.NOT_ACCEPTABLE, "not in the room"); // §6.6; XEP-0410 §3.2
        }
        Occupant recipient = room.occupant(nickname);
        if (recipient == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "nobody has that nickname");
        }
        if (recipient == sender.occupant() && payload.is("ping", Namespaces.PING)) {
            room.output().send(iq.result(null)); // XEP-0410 §3.3: the room knows
            return;
        }
        forward(sender, recipient, iq, payload);
    }

    private void forward(OccupantSession sender, Occupant recipient, Iq iq, Element payload) throws StanzaException {
        OccupantSession session = recipient.foremost();
        boolean vcard = payload.namespace().equals(Namespaces.VCARD);
        if (vcard && session.isAnonymous()) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "guests have no vCard");
        }
        String id = sender.serial() + '-' + recipient.serial() + '-' + iq.id().orElseThrow();
        if (id.length() > MOST_ID_CHARACTERS) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "id: too long (expected: 1..480 characters)");
        }
        Iq forwarded = iq.withFrom(sender.occupant().address());
        forwarded = forwarded.withElement(forwarded.element().withAttribute("id", id));
        if (vcard) {
            room.services().sink().route(forwarded.withTo(recipient.user())); // the account answers, not the client
        } else {
            room.output().send(session, forwarded);
        }
    }

    /** Passes an answer on to who asked, if both are still what they were. */
    void answer(Iq iq) {
        Jid from = iq.from().orElseThrow();
        String[] parts = iq.id().orElseThrow().split("-", 3);
        String nickname = iq.to().flatMap(Jid::resourcepart).orElse("");
        Occupant asker = room.occupant(nickname);
        if (parts.length != 3 || asker == null) {
            return;
        }
        Occupant asked = room.occupantBySerial(parts[1]);
        if (asked == null || !asked.user().equals(from.bare())) {
            return;
        }
        for (OccupantSession session : asker.sessions()) {
            if (session.serial().equals(parts[0])) {
                Iq forwarded = iq.withFrom(asked.address());
                room.output()
                        .send(session, forwarded.withElement(forwarded.element().withAttribute("id", parts[2])));
            }
        }
    }
}
