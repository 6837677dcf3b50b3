package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;
import java.util.Map;

/** Requests in muc#owner: the form, instant rooms, destruction (XEP-0045 §10.1, §10.2, §10.9). Owner: the room's. */
final class RoomOwner {
    private static final int MOST_REASON_CHARACTERS = 1_024;

    private final Room room;
    private final Reconfiguration reconfiguration;

    RoomOwner(Room room, Reconfiguration reconfiguration) {
        this.room = room;
        this.reconfiguration = reconfiguration;
    }

    Reconfiguration reconfiguration() {
        return reconfiguration;
    }

    void receive(Iq iq, Element query) throws StanzaException {
        Jid actor = iq.from().orElseThrow();
        if (room.affiliation(actor.bare()) != Affiliation.OWNER) {
            throw new StanzaException(Condition.FORBIDDEN, "only owners configure a room");
        }
        if (iq.type() == Iq.Type.GET) {
            room.setFormOut();
            room.output().send(iq.result(form()));
            return;
        }
        Element destroy = query.child("destroy", Namespaces.OWNER).orElse(null);
        Element x = query.child("x", Namespaces.DATA).orElse(null);
        if (destroy != null) {
            destroy(iq, destroy);
        } else if (x != null) {
            DataForm form = DataForm.read(x)
                    .orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "too many fields in the form"));
            answer(iq, form);
        } else {
            throw new StanzaException(Condition.BAD_REQUEST, "neither a form nor a destruction");
        }
    }

    private Element form() {
        return Element.of(
                "query",
                Namespaces.OWNER,
                RoomForm.render(
                        room.config(),
                        room.mostOccupants(),
                        affiliated(Affiliation.OWNER),
                        affiliated(Affiliation.ADMIN)));
    }

    private List<Jid> affiliated(Affiliation wanted) {
        return room.affiliations().entrySet().stream()
                .filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void answer(Iq iq, DataForm form) throws StanzaException {
        Jid actor = iq.from().orElseThrow();
        if (form.type().equals("cancel")) {
            if (room.isLocked()) { // §10.1.3: it never comes to be
                reconfiguration.destroy(Element.of("destroy", Namespaces.USER), done(iq), failed(iq));
            } else {
                done(iq).run();
            }
        } else if (form.type().equals("submit")) {
            RoomConfig config = RoomForm.apply(room.config(), form, room.mostOccupants());
            Map<Jid, AffiliationChanges.Change> changes = reconfiguration.affiliations(form);
            RoomPolicy policy = room.services().policy();
            if (!config.equals(room.config())) {
                Joining.demand(policy.mayConfigure(actor, room.jid(), room.config(), config));
            }
            if (!changes.isEmpty()) {
                Joining.demand(policy.mayAffiliate(actor, room.jid(), AffiliationChanges.affiliations(changes)));
            }
            reconfiguration.apply(actor, config, changes, done(iq), failed(iq));
        } else {
            throw new StanzaException(Condition.BAD_REQUEST, "type of the form (expected: submit or cancel)");
        }
    }

    private void destroy(Iq iq, Element destroy) throws StanzaException {
        Joining.demand(room.services().policy().mayDestroy(iq.from().orElseThrow(), room.jid()));
        Element.Builder shown = Element.builder("destroy", Namespaces.USER);
        String venue = destroy.attribute("jid").orElse(null);
        try {
            if (venue != null) {
                shown.attribute("jid", Jid.parse(venue).toString());
            }
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "jid of the alternate venue is no address");
        }
        for (String name : List.of("reason", "password")) {
            String text =
                    destroy.child(name, Namespaces.OWNER).map(Element::text).orElse("");
            if (text.length() > MOST_REASON_CHARACTERS) {
                throw new StanzaException(
                        Condition.NOT_ACCEPTABLE,
                        name + ": " + text.length() + " characters (expected: 0.." + MOST_REASON_CHARACTERS + ")");
            }
            if (!text.isEmpty()) {
                shown.childText(name, text);
            }
        }
        reconfiguration.destroy(shown.build(), done(iq), failed(iq));
    }

    private Runnable done(Iq iq) {
        return () -> room.output().send(iq.result(null));
    }

    private Runnable failed(Iq iq) {
        return () -> room.output().refuse(iq, new StanzaError(Condition.INTERNAL_SERVER_ERROR, "the store failed"));
    }
}
