package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message (RFC 6121 §5). */
public record Message(
        Element element, @Nullable Jid toOrNull, @Nullable Jid fromOrNull, Type type) implements Stanza {
    /** The values of its type attribute. */
    public enum Type {
        NORMAL,
        CHAT,
        GROUPCHAT,
        HEADLINE,
        ERROR
    }

    /** Reads one. @throws StanzaException as {@link Stanza#of} */
    public static Message of(Element element) throws StanzaException {
        return new Message(
                element,
                Addresses.read(element, "to"),
                Addresses.read(element, "from"),
                Addresses.type(Type.class, element, "normal"));
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
    public Message withTo(Jid to) {
        return new Message(element.withAttribute("to", to.toString()), to, fromOrNull, type);
    }

    @Override
    public Message withoutTo() {
        return new Message(element.withoutAttribute("to"), null, fromOrNull, type);
    }

    @Override
    public Message withFrom(Jid from) {
        return new Message(element.withAttribute("from", from.toString()), toOrNull, from, type);
    }

    @Override
    public Message withElement(Element newElement) {
        return new Message(newElement, toOrNull, fromOrNull, type);
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    public Optional<String> body() {
        return element.child("body", NS).map(Element::text);
    }
}
