package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request or its answer (RFC 6120 §8.2.3). */
public record Iq(
        Element element, @Nullable Jid toOrNull, @Nullable Jid fromOrNull, Type type) implements Stanza {
    /** The values of its type attribute. */
    public enum Type {
        GET,
        SET,
        RESULT,
        ERROR
    }

    /** Reads one. @throws StanzaException as {@link Stanza#of} */
    public static Iq of(Element element) throws StanzaException {
        if (element.attribute("id").filter(id -> !id.isEmpty()).isEmpty()) {
            throw new StanzaException(StanzaError.Condition.BAD_REQUEST, "an iq must have an id");
        }
        return new Iq(
                element,
                Addresses.read(element, "to"),
                Addresses.read(element, "from"),
                Addresses.type(Type.class, element, "(none)"));
    }

    @Override
    public Optional<Jid> to() {
        return Optional.ofNullable(toOrNull);
    }

    @Override
    public Optional<Jid> from() {
        return Optional.ofNullable(fromOrNull);
    }

    @Override
    public Iq withTo(Jid to) {
        return new Iq(element.withAttribute("to", to.toString()), to, fromOrNull, type);
    }

    @Override
    public Iq withoutTo() {
        return new Iq(element.withoutAttribute("to"), null, fromOrNull, type);
    }

    @Override
    public Iq withFrom(Jid from) {
        return new Iq(element.withAttribute("from", from.toString()), toOrNull, from, type);
    }

    @Override
    public Iq withElement(Element newElement) {
        return new Iq(newElement, toOrNull, fromOrNull, type);
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    /** Whether it wants an answer. */
    public boolean isRequest() {
        return type == Type.GET || type == Type.SET;
    }

    /** The one child of a request, or of a result that has one. */
    public Optional<Element> payload() {
        return element.firstChild();
    }

    /** The result that answers this request. */
    public Iq result(@Nullable Element payload) {
        Element.Builder reply = Element.builder("iq", NS)
                .attribute("type", "result")
                .attribute("to", from())
                .attribute("from", to())
                .attribute("id", id());
        if (payload != null) {
            reply.child(payload);
        }
        return new Iq(reply.build(), fromOrNull, toOrNull, Type.RESULT);
    }

    /** A new request; {@code id} must be unique among the open ones of its sender. */
    public static Iq request(Type type, Jid from, Jid to, String id, Element payload) {
        Element element = Element.builder("iq", NS)
                .attribute("type", type == Type.GET ? "get" : "set")
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .attribute("id", id)
                .child(payload)
                .build();
        return new Iq(element, to, from, type);
    }
}
