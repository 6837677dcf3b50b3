package io.stanzacast.xmpp.stanza;

import io.stanzacast.xmpp.xml.Element;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error stanza says (RFC 6120 §8.3).
 *
 * @param text for people, or null
 * @param application an application-specific condition (§8.3.4), or null
 */
public record StanzaError(
        Type type,
        Condition condition,
        @Nullable String text,
        @Nullable Element application) {
    public static final String NS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    public StanzaError(Condition condition, @Nullable String text) {
        this(condition.type, condition, text, null);
    }

    /** RFC 6120 §8.3.2. */
    public enum Type {
        AUTH,
        CANCEL,
        CONTINUE,
        MODIFY,
        WAIT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** RFC 6120 §8.3.3, each with its usual type and the code of the days before, which some clients still read (XEP-0086). */
    public enum Condition {
        BAD_REQUEST(Type.MODIFY, 400),
        CONFLICT(Type.CANCEL, 409),
        FEATURE_NOT_IMPLEMENTED(Type.CANCEL, 501),
        FORBIDDEN(Type.AUTH, 403),
        GONE(Type.CANCEL, 302),
        INTERNAL_SERVER_ERROR(Type.CANCEL, 500),
        ITEM_NOT_FOUND(Type.CANCEL, 404),
        JID_MALFORMED(Type.MODIFY, 400),
        NOT_ACCEPTABLE(Type.MODIFY, 406),
        NOT_ALLOWED(Type.CANCEL, 405),
        NOT_AUTHORIZED(Type.AUTH, 401),
        POLICY_VIOLATION(Type.MODIFY, 406),
        RECIPIENT_UNAVAILABLE(Type.WAIT, 404),
        REDIRECT(Type.MODIFY, 302),
        REGISTRATION_REQUIRED(Type.AUTH, 407),
        REMOTE_SERVER_NOT_FOUND(Type.CANCEL, 404),
        REMOTE_SERVER_TIMEOUT(Type.WAIT, 504),
        RESOURCE_CONSTRAINT(Type.WAIT, 500),
        SERVICE_UNAVAILABLE(Type.CANCEL, 503),
        SUBSCRIPTION_REQUIRED(Type.AUTH, 407),
        UNDEFINED_CONDITION(Type.CANCEL, 500),
        UNEXPECTED_REQUEST(Type.WAIT, 400);

        private final Type type;
        private final int code;

        Condition(Type type, int code) {
            this.type = type;
            this.code = code;
        }

        /** As on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public Type usualType() {
            return type;
        }
    }

    /** The {@code <error/>}; the condition is its first child. */
    public Element toElement() {
        Element.Builder error = Element.builder("error", Stanza.NS)
                .attribute("type", type.word())
                .attribute("code", Integer.toString(condition.code))
                .child(Element.of(condition.word(), NS));
        if (text != null) {
            error.child(Element.text("text", NS, text));
        }
        if (application != null) {
            error.child(application);
        }
        return error.build();
    }

    /** Reads the condition of an error stanza that came in; empty if it names none that is known. */
    public static Optional<Condition> conditionOf(Stanza stanza) {
        return stanza.element().child("error", Stanza.NS).flatMap(error -> {
            for (Element child : error.children()) {
                for (Condition condition : Condition.values()) {
                    if (child.is(condition.word(), NS)) {
                        return Optional.of(condition);
                    }
                }
            }
            return Optional.empty();
        });
    }
}
