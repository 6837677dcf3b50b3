package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.sasl.AnonymousExchange;
import io.stanzacast.xmpp.sasl.Credentials;
import io.stanzacast.xmpp.sasl.PlainExchange;
import io.stanzacast.xmpp.sasl.SaslCondition;
import io.stanzacast.xmpp.sasl.SaslExchange;
import io.stanzacast.xmpp.sasl.SaslStep;
import io.stanzacast.xmpp.sasl.ScramExchange;
import io.stanzacast.xmpp.sasl.ScramHash;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SASL in a stream (RFC 6120 §6): elements in, elements out. Owner: the transport's executor; lives until the login. */
final class SaslNegotiation {
    static final String NS = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static final Logger log = LoggerFactory.getLogger(SaslNegotiation.class);

    private final Transport transport;
    private final HostConfig host;
    private final Credentials credentials;
    private final SecureRandom random;
    private final Outcome outcome;
    private @Nullable SaslExchange exchange;
    private boolean waiting;
    private int failures;

    /** What becomes of it. */
    interface Outcome {
        /** The success is sent, the stream begins anew. */
        void loggedIn(Jid account, boolean anonymous);

        /** The failure is sent. */
        void failed(int failures);

        /** Whether the stream has ended meanwhile. */
        boolean isOver();
    }

    SaslNegotiation(
            Transport transport, HostConfig host, Credentials credentials, SecureRandom random, Outcome outcome) {
        this.transport = transport;
        this.host = host;
        this.credentials = credentials;
        this.random = random;
        this.outcome = outcome;
    }

    /** What may be used here and now, best first. */
    List<String> mechanisms() {
        if (host.isAnonymous()) {
            return List.of("ANONYMOUS");
        }
        List<String> mechanisms = new ArrayList<>();
        for (ScramHash hash : ScramHash.values()) {
            mechanisms.add(hash.mechanismName());
        }
        if (transport.isSecure()) {
            mechanisms.add("PLAIN");
        }
        return mechanisms;
    }

    /** Takes an element of {@link #NS}. */
    void received(Element element) throws StreamException {
        if (waiting) {
            throw new StreamException(StreamError.Condition.POLICY_VIOLATION, "the server has not answered yet");
        }
        switch (element.name()) {
            case "auth" -> begin(element);
            case "response" -> {
                if (exchange == null) {
                    fail(SaslCondition.MALFORMED_REQUEST, "no exchange is open");
                } else {
                    proceed(exchange, element);
                }
            }
            case "abort" -> fail(SaslCondition.ABORTED, null);
            default -> throw new StreamException(StreamError.Condition.NOT_AUTHORIZED, "log in first");
        }
    }

    private void begin(Element auth) {
        String mechanism = auth.attribute("mechanism").orElse("");
        if (mechanism.equals("PLAIN") && !transport.isSecure() && !host.isAnonymous()) {
            fail(SaslCondition.ENCRYPTION_REQUIRED, "PLAIN needs TLS");
        } else if (!mechanisms().contains(mechanism)) {
            fail(SaslCondition.INVALID_MECHANISM, null);
        } else {
            SaslExchange begun = exchange(mechanism);
            exchange = begun;
            proceed(begun, auth);
        }
    }

    private SaslExchange exchange(String mechanism) {
        return switch (mechanism) {
            case "ANONYMOUS" -> new AnonymousExchange();
            case "PLAIN" -> new PlainExchange(credentials);
            default -> {
                for (ScramHash hash : ScramHash.values()) {
                    if (hash.mechanismName().equals(mechanism)) {
                        yield new ScramExchange(hash, credentials, random);
                    }
                }
                throw new AssertionError(mechanism);
            }
        };
    }

    private void proceed(SaslExchange open, Element element) {
        byte[] message;
        try {
            String text = element.text().strip();
            message = text.equals("=") ? new byte[0] : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            fail(SaslCondition.INCORRECT_ENCODING, null);
            return;
        }
        CompletableFuture<SaslStep> step = open.respond(message).toCompletableFuture();
        if (step.isDone()) {
            answer(step);
            return;
        }
        waiting = true;
        transport.pauseReading();
        step.whenComplete((done, failure) -> transport.executor().execute(() -> {
            waiting = false;
            if (!outcome.isOver()) {
                answer(step);
                transport.resumeReading();
            }
        }));
    }

    private void answer(CompletableFuture<SaslStep> done) {
        SaslStep step;
        try {
            step = done.join();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                log.debug("[c2s {}] too many logins wait", transport.remoteAddress());
            } else {
                log.warn("[c2s {}] credentials of {} cannot be read", transport.remoteAddress(), host.domain(), e);
            }
            fail(SaslCondition.TEMPORARY_AUTH_FAILURE, null);
            return;
        }
        if (step instanceof SaslStep.Challenge challenge) {
            transport.send(withData("challenge", challenge.data()));
        } else if (step instanceof SaslStep.Failure failure) {
            fail(failure.condition(), failure.text());
        } else if (step instanceof SaslStep.Success success) {
            succeed(success);
        } else {
            throw new AssertionError(step);
        }
    }

    private void succeed(SaslStep.Success success) {
        Optional<Jid> account = account(success);
        if (account.isEmpty()) {
            fail(SaslCondition.INVALID_AUTHZID, null);
            return;
        }
        transport.send(success.data() == null ? Element.of("success", NS) : withData("success", success.data()));
        transport.restart();
        outcome.loggedIn(account.get(), success.username() == null);
    }

    /** The bare address; empty if the client wants to be somebody else (RFC 6120 §6.3.8). */
    private Optional<Jid> account(SaslStep.Success success) {
        try {
            if (success.username() == null) {
                return Optional.of(Jid.of(RandomNames.localpart(random), host.domain(), null));
            }
            Jid account = Jid.of(success.username(), host.domain(), null);
            String identity = success.authorizationIdentity();
            return identity == null || Jid.parse(identity).equals(account) ? Optional.of(account) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void fail(SaslCondition condition, @Nullable String text) {
        exchange = null;
        failures++;
        Element.Builder failure = Element.builder("failure", NS).child(Element.of(condition.word(), NS));
        if (text != null) {
            failure.childText("text", text);
        }
        transport.send(failure.build());
        outcome.failed(failures);
    }

    private static Element withData(String name, byte[] data) {
        return Element.text(
                name, NS, data.length == 0 ? "" : Base64.getEncoder().encodeToString(data));
    }
}
