package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.HookChain;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.routing.Destination;
import io.stanzacast.xmpp.routing.PresenceHandler;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.PresenceChanged;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RFC 6121 §4: a client's presence, told to the account's own available resources and to whom it was directed. Subscribers will hear of it
 * through {@link PresenceChanged}. State of a session belongs to its executor.
 */
public final class OwnPresence implements PresenceHandler {
    private final RouteTable routes;
    private final SessionRegistry sessions;
    private final StanzaSink router;
    private final HookChain<PresenceChanged> changed;
    private final Map<ClientSession, DirectedPresence> directed = new ConcurrentHashMap<>();

    @Inject
    public OwnPresence(RouteTable routes, SessionRegistry sessions, StanzaSink router, HookTable hooks) {
        this.routes = routes;
        this.sessions = sessions;
        this.router = router;
        this.changed = hooks.chain(PresenceChanged.class);
    }

    @Override
    public boolean leaving(ClientSession session, Presence presence) throws StanzaException {
        if (presence.to().isPresent()) {
            direct(session, presence, presence.to().get());
            return true;
        }
        switch (presence.type()) {
            case AVAILABLE -> available(session, presence);
            case UNAVAILABLE -> unavailable(session, presence);
            // the rest is addressed to somebody (RFC 6121 §4.7.1); an error to nobody means nothing
            default -> {}
        }
        return false;
    }

    @Override
    public void closed(ClientSession session) {
        unavailable(session, gone(session));
    }

    private void direct(ClientSession session, Presence presence, Jid to) throws StanzaException {
        Jid entity = routes.destination(to) instanceof Destination.Service ? to.bare() : to;
        if (presence.type() == Presence.Type.AVAILABLE) {
            directed.computeIfAbsent(session, s -> new DirectedPresence()).available(entity, to);
        } else if (presence.type() == Presence.Type.UNAVAILABLE) {
            DirectedPresence known = directed.get(session);
            if (known != null) {
                known.unavailable(entity);
            }
        }
    }

    private void available(ClientSession session, Presence presence) throws StanzaException {
        Priority.of(presence);
        Optional<Presence> before = session.presence();
        session.presence(presence);
        tellOwn(session, presence);
        if (before.isEmpty()) {
            tellOfOwn(session);
        }
        changed.observe(new PresenceChanged(session, presence, before.isEmpty()));
    }

    /** Also of a resource that never was available: it may have shown itself to rooms. */
    private void unavailable(ClientSession session, Presence presence) {
        boolean was = session.presence().isPresent();
        session.presence(null);
        DirectedPresence known = directed.remove(session);
        if (known != null) {
            for (Jid to : known.end()) {
                router.route(presence.withTo(to));
            }
        }
        if (was) {
            tellOwn(session, presence);
            changed.observe(new PresenceChanged(session, presence, false));
        }
    }

    private void tellOwn(ClientSession session, Presence presence) {
        for (ClientSession other : sessions.of(session.jid().bare())) {
            if (other == session || other.presence().isPresent()) {
                other.send(presence.withTo(other.jid()));
            }
        }
    }

    private void tellOfOwn(ClientSession session) {
        for (ClientSession other : sessions.of(session.jid().bare())) {
            if (other != session) {
                other.presence().ifPresent(presence -> session.send(presence.withTo(session.jid())));
            }
        }
    }

    private static Presence gone(ClientSession session) {
        Element element = Element.builder("presence", Stanza.NS)
                .attribute("type", "unavailable")
                .attribute("from", session.jid().toString())
                .build();
        return new Presence(element, null, session.jid(), Presence.Type.UNAVAILABLE);
    }
}
