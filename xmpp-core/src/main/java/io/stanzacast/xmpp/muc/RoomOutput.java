package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stream.Broadcast;
import java.util.List;

/**
 * How stanzas leave a room: to sessions of this process through their executor, so that they never overtake a broadcast; to all others
 * through the router. Called on the room's owner.
 */
final class RoomOutput {
    private final RoomServices services;

    RoomOutput(RoomServices services) {
        this.services = services;
    }

    void send(OccupantSession recipient, Stanza stanza) {
        ClientSession client = recipient.client();
        Stanza addressed = stanza.withTo(recipient.jid());
        if (client != null) {
            client.send(addressed);
        } else {
            services.sink().route(addressed);
        }
    }

    /** In one go and in that order. */
    void send(OccupantSession recipient, List<Broadcast> broadcasts) {
        ClientSession client = recipient.client();
        if (client != null) {
            client.executor().execute(() -> broadcasts.forEach(client::deliver));
        } else {
            broadcasts.forEach(
                    broadcast -> services.sink().route(broadcast.stanza().withTo(recipient.jid())));
        }
    }

    /** To whatever address the stanza has. */
    void send(Stanza stanza) {
        Jid to = stanza.to().orElseThrow();
        ClientSession client = to.isFull() ? services.sessions().find(to).orElse(null) : null;
        if (client != null) {
            client.send(stanza);
        } else {
            services.sink().route(stanza);
        }
    }

    /** Answers with an error, unless the stanza is one itself. */
    void refuse(Stanza stanza, StanzaError error) {
        if (!stanza.isError()
                && stanza.element().attribute("type").filter("result"::equals).isEmpty()) {
            send(stanza.errorReply(error));
        }
    }

    void refuse(Stanza stanza, StanzaError.Condition condition, String text) {
        refuse(stanza, new StanzaError(condition, text));
    }
}
