package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what sessions are told, as text; sends back to its sender what has no {@code to}. */
public final class RecordingHandler implements SessionHandler {
    public final List<String> events = new CopyOnWriteArrayList<>();
    public final List<ClientSession> sessions = new CopyOnWriteArrayList<>();

    @Override
    public void bound(ClientSession session) {
        sessions.add(session);
        events.add("bound " + session.jid());
    }

    @Override
    public void received(ClientSession session, Stanza stanza) {
        events.add(ElementEncoder.encodeToString(stanza.element(), Stanza.NS));
        if (stanza.to().isEmpty()) {
            session.send(stanza.withTo(session.jid()));
        }
    }

    @Override
    public void closed(ClientSession session, String reason) {
        events.add("closed " + session.jid() + ": " + reason);
    }
}
