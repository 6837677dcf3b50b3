package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;

/**
 * A message, presence or iq (RFC 6120 §8) in the namespace {@code jabber:client}; transports translate to others. Immutable; what it
 * contains and this server does not know survives.
 */
public sealed interface Stanza permits Iq, Message, Presence {
    String NS = "jabber:client";

    /** The whole stanza; its attributes agree with {@link #to()} and {@link #from()}. */
    Element element();

    Optional<Jid> to();

    Optional<Jid> from();

    Stanza withTo(Jid to);

    Stanza withoutTo();

    Stanza withFrom(Jid from);

    /** Replaces the whole; {@code element} must be of the same kind and address. */
    Stanza withElement(Element element);

    /** Whether this is of type error. */
    boolean isError();

    default Optional<String> id() {
        return element().attribute("id");
    }

    /** Whether {@code element} is a stanza by its name and namespace. */
    static boolean isStanza(Element element) {
        return element.namespace().equals(NS)
                && (element.name().equals("message")
                        || element.name().equals("presence")
                        || element.name().equals("iq"));
    }

    /**
     * Reads a stanza.
     *
     * @throws StanzaException {@code jid-malformed} for a bad address, {@code bad-request} for a bad type or a missing id of an iq
     */
    static Stanza of(Element element) throws StanzaException {
        switch (element.name()) {
            case "message":
                return Message.of(element);
            case "presence":
                return Presence.of(element);
            case "iq":
                return Iq.of(element);
            default:
                throw new StanzaException(StanzaError.Condition.BAD_REQUEST, "no stanza: " + element.name());
        }
    }

    /** The error that answers this stanza: addresses exchanged, same id (RFC 6120 §8.3.1). Never to be asked of an error. */
    default Stanza errorReply(StanzaError error) {
        Element.Builder reply = Element.builder(element().name(), NS)
                .attribute("type", "error")
                .attribute("to", from())
                .attribute("from", to())
                .attribute("id", id());
        reply.child(error.toElement());
        Element built = reply.build();
        if (this instanceof Message) {
            return new Message(built, from().orElse(null), to().orElse(null), Message.Type.ERROR);
        }
        if (this instanceof Presence) {
            return new Presence(built, from().orElse(null), to().orElse(null), Presence.Type.ERROR);
        }
        return new Iq(built, from().orElse(null), to().orElse(null), Iq.Type.ERROR);
    }
}
