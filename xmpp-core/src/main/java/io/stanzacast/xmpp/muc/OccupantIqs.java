package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Requests from occupant to occupant and their answers (XEP-0045 §17.4), real addresses hidden both ways. Owner: the room's.
 */
final class OccupantIqs {
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
        String id = room.openRequests()
                .add(new OpenRequests.Open(
                        sender, session, recipient.address(), iq.id().orElseThrow()));
        Iq forwarded = iq.withFrom(sender.occupant().address());
        forwarded = forwarded.withElement(forwarded.element().withAttribute("id", id));
        if (vcard) {
            room.services().sink().route(forwarded.withTo(recipient.user())); // the account answers, not the client
        } else {
            room.output().send(session, forwarded);
        }
    }

    /** Passes an answer on to who asked. */
    void answer(Iq iq) {
        OpenRequests.Open request =
                room.openRequests().answered(iq.id().orElseThrow(), iq.from().orElseThrow());
        if (request != null) {
            Iq answer = iq.withFrom(request.occupant());
            room.output()
                    .send(request.asker(), answer.withElement(answer.element().withAttribute("id", request.id())));
        }
    }
}
