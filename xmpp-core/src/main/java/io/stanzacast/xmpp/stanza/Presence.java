package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A presence (RFC 6121 §4). A missing type attribute is {@link Type#AVAILABLE}. */
public record Presence(
        Element element, @Nullable Jid toOrNull, @Nullable Jid fromOrNull, Type type) implements Stanza {
    /** The values of its type attribute. */
    public enum Type {
        AVAILABLE,
        UNAVAILABLE,
        SUBSCRIBE,
        SUBSCRIBED,
        UNSUBSCRIBE,
        UNSUBSCRIBED,
        PROBE,
        ERROR
    }

    /** Reads one. @throws StanzaException as {@link Stanza#of} */
    public static Presence of(Element element) throws StanzaException {
        if (element.attribute("type").filter("available"::equalsIgnoreCase).isPresent()) {
            throw new StanzaException(StanzaError.Condition.BAD_REQUEST, "type of presence: available is unknown");
        }
        return new Presence(
                element,
                Addresses.read(element, "to"),
                Addresses.read(element, "from"),
                Addresses.type(Type.class, element, "available"));
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
    public Presence withTo(Jid to) {
        return new Presence(element.withAttribute("to", to.toString()), to, fromOrNull, type);
    }

    @Override
    public Presence withoutTo() {
        return new Presence(element.withoutAttribute("to"), null, fromOrNull, type);
    }

    @Override
    public Presence withFrom(Jid from) {
        return new Presence(element.withAttribute("from", from.toString()), toOrNull, from, type);
    }

    @Override
    public Presence withElement(Element newElement) {
        return new Presence(newElement, toOrNull, fromOrNull, type);
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }
}
