package io.stanzacast.xmpp.stream;

import io.stanzacast.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a stream ends (RFC 6120 §4.9).
 *
 * @param text for people, or null
 */
public record StreamError(Condition condition, @Nullable String text) {
    public static final String NS = "urn:ietf:params:xml:ns:xmpp-streams";

    /** RFC 6120 §4.9.3. */
    public enum Condition {
        BAD_FORMAT,
        BAD_NAMESPACE_PREFIX,
        CONFLICT,
        CONNECTION_TIMEOUT,
        HOST_GONE,
        HOST_UNKNOWN,
        IMPROPER_ADDRESSING,
        INTERNAL_SERVER_ERROR,
        INVALID_FROM,
        INVALID_NAMESPACE,
        INVALID_XML,
        NOT_AUTHORIZED,
        NOT_WELL_FORMED,
        POLICY_VIOLATION,
        REMOTE_CONNECTION_FAILED,
        RESET,
        RESOURCE_CONSTRAINT,
        RESTRICTED_XML,
        SEE_OTHER_HOST,
        SYSTEM_SHUTDOWN,
        UNDEFINED_CONDITION,
        UNSUPPORTED_ENCODING,
        UNSUPPORTED_FEATURE,
        UNSUPPORTED_STANZA_TYPE,
        UNSUPPORTED_VERSION;

        /** As on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The {@code <stream:error/>}. */
    public Element toElement() {
        Element.Builder error = Element.builder("error", StreamHeader.NS).child(Element.of(condition.word(), NS));
        if (text != null) {
            error.child(Element.text("text", NS, text));
        }
        return error.build();
    }

    @Override
    public String toString() {
        return text == null ? condition.word() : condition.word() + ": " + text;
    }
}
