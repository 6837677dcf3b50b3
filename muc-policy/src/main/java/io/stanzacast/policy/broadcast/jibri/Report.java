package io.stanzacast.policy.broadcast.jibri;

import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.xml.Element;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <jibri status='…'/>}: an engine's answer to a request, or what it says later of a session.
 *
 * @param failure null if nothing failed
 * @param shouldRetry whether another engine may do better; missing on the wire means no
 * @param sessionId engines of today send none
 */
public record Report(
        Status status,
        @Nullable FailureReason failure,
        boolean shouldRetry,
        @Nullable String sessionId) {

    public static Report of(Status status) {
        return new Report(status, null, false, null);
    }

    public static Report failed(FailureReason failure, boolean shouldRetry) {
        return new Report(Status.OFF, failure, shouldRetry, null);
    }

    /** Reads one; empty if there is no jibri element or its status is missing or unknown, as in the draft's plain results. */
    public static Optional<Report> of(Iq iq) {
        return iq.element()
                .child("jibri", Command.NS)
                .flatMap(jibri -> word(Status.class, jibri, "status")
                        .map(status -> new Report(
                                status,
                                word(FailureReason.class, jibri, "failure_reason")
                                        .orElse(null),
                                jibri.attribute("should_retry")
                                        .filter("true"::equalsIgnoreCase)
                                        .isPresent(),
                                jibri.attribute("session_id").orElse(null))));
    }

    public Report withSessionId(String id) {
        return new Report(status, failure, shouldRetry, id);
    }

    public Element toElement() {
        Element.Builder jibri = Element.builder("jibri", Command.NS)
                .attribute("status", status.word())
                .attribute("failure_reason", Optional.ofNullable(failure).map(FailureReason::word))
                .attribute("session_id", Optional.ofNullable(sessionId));
        if (failure != null) {
            jibri.attribute("should_retry", Boolean.toString(shouldRetry));
        }
        return jibri.build();
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> words, Element element, String attribute) {
        return element.attribute(attribute).flatMap(value -> {
            try {
                return Optional.of(Enum.valueOf(words, value.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
