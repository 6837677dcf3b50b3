package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.AccountDelivery;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RFC 6121 §8.5: picks the resources that get what comes to an account. A message for an account without a fitting resource comes back;
 * keeping it (XEP-0160) would take the place of {@link #undeliverable}. Stateless; for any thread.
 */
public final class ResourceDelivery implements AccountDelivery {
    private final SessionRegistry sessions;

    @Inject
    public ResourceDelivery(SessionRegistry sessions) {
        this.sessions = sessions;
    }

    @Override
    public void deliver(Message message) throws StanzaException {
        Jid to = message.to().orElseThrow();
        Optional<ClientSession> resource = to.isFull() ? sessions.find(to) : Optional.empty();
        if (resource.isPresent()) {
            resource.get().send(message);
            return;
        }
        switch (message.type()) {
            case CHAT, NORMAL -> toNonNegative(message, to.bare());
            case HEADLINE -> {
                if (to.isBare()) {
                    toAll(message, nonNegative(to));
                }
            }
            case GROUPCHAT -> throw new StanzaException(StanzaError.Condition.SERVICE_UNAVAILABLE, null);
            case ERROR -> {}
        }
    }

    private void toNonNegative(Message message, Jid bare) throws StanzaException {
        List<ClientSession> found = nonNegative(bare);
        if (found.isEmpty()) {
            undeliverable();
        }
        toAll(message, found);
    }

    private static void undeliverable() throws StanzaException {
        throw new StanzaException(StanzaError.Condition.SERVICE_UNAVAILABLE, null);
    }

    private List<ClientSession> nonNegative(Jid bare) {
        List<ClientSession> found = new ArrayList<>();
        for (ClientSession session : sessions.of(bare)) {
            if (Priority.of(session).orElse(-1) >= 0) {
                found.add(session);
            }
        }
        return found;
    }

    @Override
    public void deliver(Presence presence) throws StanzaException {
        Jid to = presence.to().orElseThrow();
        switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE, ERROR -> {
                if (to.isFull()) {
                    sessions.find(to).ifPresent(session -> session.send(presence));
                } else if (!presence.isError()) {
                    toAll(presence, available(to));
                }
            }
            case SUBSCRIBE ->
                throw new StanzaException(
                        StanzaError.Condition.SERVICE_UNAVAILABLE, "this server keeps no presence subscriptions");
            // of subscriptions that nobody has, and probes by those who have none (RFC 6121 §3.2.3, §3.3.3, §4.3.2)
            case SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED, PROBE -> {}
        }
    }

    private List<ClientSession> available(Jid bare) {
        List<ClientSession> found = new ArrayList<>();
        for (ClientSession session : sessions.of(bare)) {
            if (session.presence().isPresent()) {
                found.add(session);
            }
        }
        return found;
    }

    private static void toAll(Stanza stanza, List<ClientSession> sessions) {
        for (ClientSession session : sessions) {
            session.send(stanza);
        }
    }
}
