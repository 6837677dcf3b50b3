package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is sent to a room that does not exist, creating it where that is allowed (XEP-0045 §7.2.11, §10.1.1, §17.2). */
final class MissingRoom {
    private static final Logger log = LoggerFactory.getLogger(MissingRoom.class);

    private final MucConfig config;
    private final RoomServices services;
    private final RoomOutput output;

    MissingRoom(MucConfig config, RoomServices services) {
        this.config = config;
        this.services = services;
        this.output = new RoomOutput(services);
    }

    /** On the slot's owner. */
    void receive(RoomSlot slot, Stanza stanza) {
        try {
            if (slot.isUnreadable()) {
                throw new StanzaException(Condition.INTERNAL_SERVER_ERROR, "the room cannot be loaded just now");
            }
            if (stanza instanceof Presence presence) {
                presence(slot, presence);
            } else if (isOccupantPing(stanza)) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "not in the room"); // XEP-0410 §3.3
            } else {
                throw new StanzaException(
                        Condition.ITEM_NOT_FOUND, stanza instanceof Message ? "there is no such room" : null); // §17.2
            }
        } catch (StanzaException e) {
            if (!(stanza instanceof Presence presence) || presence.type() == Presence.Type.AVAILABLE) {
                output.refuse(stanza, e.error());
            }
        }
    }

    /** Somebody who lost track of the room: {@code item-not-found} would mean that they are inside under another nickname. */
    private static boolean isOccupantPing(Stanza stanza) {
        return stanza instanceof Iq iq
                && iq.to().flatMap(Jid::resourcepart).isPresent()
                && iq.payload()
                        .filter(payload -> payload.is("ping", Namespaces.PING))
                        .isPresent();
    }

    private void presence(RoomSlot slot, Presence presence) throws StanzaException {
        if (presence.type() != Presence.Type.AVAILABLE) {
            return; // §17.3
        }
        if (presence.to().flatMap(Jid::resourcepart).isEmpty()) {
            throw new StanzaException(Condition.JID_MALFORMED, "no nickname"); // §7.2.1
        }
        if (OccupantPresence.isTooLarge(presence)) {
            throw new StanzaException(Condition.POLICY_VIOLATION, "presence: too large (expected: 0..8192 characters)");
        }
        Element join = presence.element().child("x", Namespaces.MUC).orElse(null);
        if (join == null) {
            output.send(NotInside.kick(presence));
            return;
        }
        Jid creator = presence.from().orElseThrow();
        mayCreate(slot, creator);
        Room room = new Room(
                slot.jid(),
                services,
                slot.host().mostOccupants(),
                new RoomStore.StoredRoom(config.newRoom(), Subject.NEVER_SET, Map.of()));
        RoomStanzas stanzas = new RoomStanzas(room, slot);
        stanzas.joining().create(presence, join);
        slot.open(room, stanzas);
        log.info("[muc {}] created by {}", slot.jid(), creator);
    }

    private void mayCreate(RoomSlot slot, Jid user) throws StanzaException {
        boolean may = switch (config.creation()) {
            case NOBODY -> false;
            case ANYBODY -> true;
            case ACCOUNTS ->
                services.sessions()
                        .find(user)
                        .filter(session -> !session.isAnonymous())
                        .map(ClientSession::jid)
                        .isPresent();
        };
        if (!may) {
            throw new StanzaException(Condition.NOT_ALLOWED, "not for you to create rooms here"); // §10.1.1
        }
        if (slot.host().directory().size() >= config.maxRooms()) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "the service has no room for more rooms");
        }
        Joining.demand(services.policy().mayCreate(user, slot.jid()));
    }
}
