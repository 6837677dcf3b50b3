package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.xml.Element;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests of the focus that wait for an engine's answer. Owner: the broadcast loop. At most one per session and engine is open. */
final class OpenRequests {
    private final Jid self;
    private final StanzaSink sink;
    private final BroadcastLoop loop;
    private final Map<String, Open> open = new HashMap<>();
    private long last;

    OpenRequests(Jid self, StanzaSink sink, BroadcastLoop loop) {
        this.self = self;
        this.sink = sink;
        this.loop = loop;
    }

    private record Open(Jid to, Consumer<Optional<Iq>> answered, BroadcastLoop.Timeout timeout) {}

    /** @param answered called once on the loop: with the result or error, or with nothing when {@code timeout} has passed */
    void send(Jid to, Element payload, Duration timeout, Consumer<Optional<Iq>> answered) {
        last++;
        String id = "jibri-" + last;
        BroadcastLoop.Timeout late = loop.after(timeout, () -> {
            if (open.remove(id) != null) {
                answered.accept(Optional.empty());
            }
        });
        open.put(id, new Open(to, answered, late));
        sink.route(Iq.request(Iq.Type.SET, self, to, id, payload));
    }

    /** A result or an error; what answers nothing that is open, or comes from somebody else than was asked, is ignored. */
    void answered(Iq iq) {
        String id = iq.id().orElse("");
        Open request = open.get(id);
        if (request != null && iq.from().filter(request.to()::equals).isPresent()) {
            open.remove(id);
            request.timeout().cancel();
            request.answered().accept(Optional.of(iq));
        }
    }
}
