package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests between occupants that wait for their answer, so that each gets exactly one even when somebody leaves (RFC 6120 §8.2.3). Owner:
 * the room's.
 */
final class OpenRequests {
    static final int MOST = 10_000;

    private final RoomOutput output;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private long last;

    OpenRequests(RoomOutput output) {
        this.output = output;
    }

    /** @param occupant who was asked, as the asker knows them @param id as the asker gave it */
    record Open(OccupantSession asker, OccupantSession asked, Jid occupant, String id) {}

    /** Notes a request and gives it an id of the room's own; the oldest of too many fails. */
    String add(Open request) {
        if (open.size() >= MOST) {
            String oldest = open.keySet().iterator().next();
            fail(oldest, Condition.REMOTE_SERVER_TIMEOUT);
        }
        String id = "r" + Long.toString(++last, 36);
        open.put(id, request);
        request.asker().requests().add(id);
        request.asked().requests().add(id);
        return id;
    }

    /** Whose request that answers, if {@code from} is who was asked, or their account. */
    @Nullable
    Open answered(String id, Jid from) {
        Open request = open.get(id);
        if (request == null || !request.asked().jid().bare().equals(from.bare())) {
            return null;
        }
        remove(id, request);
        return request;
    }

    /** Somebody leaves: what they asked and were asked fails now. */
    void fail(OccupantSession leaving) {
        if (leaving.hasRequests()) {
            for (String id : List.copyOf(leaving.requests())) {
                fail(id, Condition.RECIPIENT_UNAVAILABLE);
            }
        }
    }

    private void fail(String id, Condition condition) {
        Open request = open.get(id);
        if (request == null) {
            return;
        }
        remove(id, request);
        Jid to = request.asker().jid();
        Element error = Element.builder("iq", Stanza.NS)
                .attribute("type", "error")
                .attribute("from", request.occupant().toString())
                .attribute("to", to.toString())
                .attribute("id", request.id())
                .child(new StanzaError(condition, null).toElement())
                .build();
        output.send(request.asker(), new Iq(error, to, request.occupant(), Iq.Type.ERROR));
    }

    private void remove(String id, Open request) {
        open.remove(id);
        request.asker().requests().remove(id);
        request.asked().requests().remove(id);
    }
}
