package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Hands stanzas over to the loop, at most so many at a time. When it is full, requests are refused and the rest is dropped. Messages go no
 * further than here: a room's talk is nothing to the focus or an engine. From any thread.
 */
final class Inbox {
    private static final int MAX_WAITING = 20_000;

    private final BroadcastLoop loop;
    private final StanzaSink sink;
    private final Consumer<Stanza> consumer;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param consumer called on the loop with presences and iqs */
    Inbox(BroadcastLoop loop, StanzaSink sink, Consumer<Stanza> consumer) {
        this.loop = loop;
        this.sink = sink;
        this.consumer = consumer;
    }

    void offer(Stanza stanza) {
        if (stanza instanceof Message) {
            return;
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            if (stanza instanceof Iq iq && iq.isRequest()) {
                sink.route(
                        iq.errorReply(new StanzaError(Condition.RESOURCE_CONSTRAINT, "too many requests wait here")));
            }
            return;
        }
        loop.execute(() -> {
            waiting.decrementAndGet();
            consumer.accept(stanza);
        });
    }
}
