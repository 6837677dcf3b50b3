package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/** Elements of a bound session to stanzas whose {@code from} is true (RFC 6120 §8.1.2.1). Owner: the session's executor. */
final class StanzaReceiver {
    private final ClientSession session;
    private final Transport transport;
    private final SessionHandler handler;
    private final String full;
    private final String bare;
    private final @Nullable String language;

    /** @param language of the client's stream if it is not that of ours, null if it is or is not known */
    StanzaReceiver(ClientSession session, Transport transport, SessionHandler handler, @Nullable String language) {
        this.session = session;
        this.transport = transport;
        this.handler = handler;
        this.full = session.jid().toString();
        this.bare = session.jid().bare().toString();
        this.language = language;
    }

    void received(Element element) throws StreamException {
        if (!Stanza.isStanza(element)) {
            throw new StreamException(
                    StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "expected: iq, message or presence in " + Stanza.NS);
        }
        checkFrom(element);
        Element stamped = stamp(element);
        try {
            Stanza stanza = Stanza.of(stamped);
            if (!(stanza instanceof Iq iq) || !answersItself(iq)) {
                handler.received(session, stanza);
            }
        } catch (StanzaException e) {
            refuse(element, e.error());
        }
    }

    /** With {@code from}, and with the stream's language, which the recipient's stream does not have (§8.1.5). */
    private Element stamp(Element element) {
        if (language == null || element.attribute(Element.XML_NS, "lang").isPresent()) {
            return element.withAttribute("from", full);
        }
        return element.toBuilder()
                .attribute("from", full)
                .attribute(Element.XML_NS, "lang", language)
                .build();
    }

    private void checkFrom(Element element) throws StreamException {
        String from = element.attribute("from").orElse(full);
        if (from.equals(full) || from.equals(bare)) {
            return;
        }
        try {
            Jid parsed = Jid.parse(from);
            if (parsed.equals(session.jid()) || parsed.equals(session.jid().bare())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new StreamException(StreamError.Condition.INVALID_FROM, "from is not this session's address");
    }

    /** What is between client and stream and never routed. */
    private boolean answersItself(Iq iq) throws StanzaException {
        if (iq.type() != Iq.Type.SET) {
            return false;
        }
        if (iq.element().child("session", Features.SESSION_NS).isPresent()) {
            transport.send(iq.result(null).element());
            return true;
        }
        if (ResourceBinding.isRequest(iq)) {
            throw new StanzaException(StanzaError.Condition.NOT_ALLOWED, "a resource is bound already");
        }
        return false;
    }

    private void refuse(Element element, StanzaError error) {
        refuse(transport, element, error, full);
    }

    /** Answers a stanza that cannot even be read, unless it is an answer itself. */
    static void refuse(Transport transport, Element element, StanzaError error, String to) {
        String type = element.attribute("type").orElse("");
        if (type.equals("error") || (element.name().equals("iq") && type.equals("result"))) {
            return;
        }
        Element.Builder reply = Element.builder(element.name(), Stanza.NS)
                .attribute("type", "error")
                .attribute("id", element.attribute("id"));
        if (!to.isEmpty()) {
            reply.attribute("to", to);
        }
        transport.send(reply.child(error.toElement()).build());
    }
}
