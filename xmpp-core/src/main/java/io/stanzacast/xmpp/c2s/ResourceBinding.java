package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Optional;

/** Gives a client that has logged in its full address (RFC 6120 §7). Owner: none, safe for any thread. */
final class ResourceBinding {
    private final SessionRegistry sessions;
    private final SecureRandom random;

    ResourceBinding(SessionRegistry sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
    }

    static boolean isRequest(Iq iq) {
        return iq.type() == Iq.Type.SET
                && iq.element().child("bind", Features.BIND_NS).isPresent();
    }

    /** Registers the session and tells the client; the caller's transport is the one that {@code request} came from. */
    ClientSession bind(Iq request, HostConfig host, Jid account, boolean anonymous, Transport transport)
            throws StanzaException {
        Jid full = address(request, account, anonymous);
        Optional<ClientSession> same = sessions.find(full);
        if (same.isPresent() && host.conflict() == HostConfig.Conflict.REFUSE) {
            throw new StanzaException(StanzaError.Condition.CONFLICT, "the resource is in use");
        }
        Collection<ClientSession> others = sessions.of(account);
        if (same.isEmpty() && others.size() >= host.maxSessions()) {
            throw new StanzaException(new StanzaError(
                    StanzaError.Type.WAIT,
                    StanzaError.Condition.RESOURCE_CONSTRAINT,
                    "sessions: " + others.size() + " (expected: fewer than " + host.maxSessions() + ")",
                    null));
        }
        ClientSession session = new ClientSession(full, anonymous, transport);
        Optional<ClientSession> replaced = sessions.add(session);
        replaced.ifPresent(old ->
                old.close(new StreamError(StreamError.Condition.CONFLICT, "another session has bound this resource")));
        transport.send(Element.builder("iq", Iq.NS)
                .attribute("type", "result")
                .attribute("id", request.id())
                .child(Element.of("bind", Features.BIND_NS, Element.text("jid", Features.BIND_NS, full.toString())))
                .build());
        return session;
    }

    private Jid address(Iq request, Jid account, boolean anonymous) throws StanzaException {
        String wanted = request.element()
                .child("bind", Features.BIND_NS)
                .flatMap(bind -> bind.child("resource", Features.BIND_NS))
                .map(Element::text)
                .orElse("");
        if (anonymous || wanted.isEmpty()) {
            return account.withResource(RandomNames.resource(random));
        }
        try {
            return account.withResource(wanted);
        } catch (IllegalArgumentException e) {
            throw new StanzaException(StanzaError.Condition.BAD_REQUEST, e.getMessage());
        }
    }
}
