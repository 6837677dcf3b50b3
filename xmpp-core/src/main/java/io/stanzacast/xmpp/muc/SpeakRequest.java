package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import java.time.Instant;

/**
 * An occupant sends a message to a room or to one of its occupants.
 *
 * @param room bare
 * @param user full, the real address
 * @param nickname of the sender
 * @param anonymous whether the user logged in by SASL ANONYMOUS here
 * @param joined when the sender entered
 * @param direct whether it is a private message (XEP-0045 §7.5)
 * @param config of the room
 * @param message as sent
 */
public record SpeakRequest(
        Jid room,
        Jid user,
        String nickname,
        Affiliation affiliation,
        Role role,
        boolean anonymous,
        Instant joined,
        boolean direct,
        RoomConfig config,
        Message message) {}
