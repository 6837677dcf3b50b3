package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.IqHandler;
import io.stanzacast.xmpp.extension.Origin;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Request;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests addressed to this server itself (RFC 6120 §8.2.3): each gets exactly one answer, {@code service-unavailable} if nobody
 * knows its payload. Stateless; for any thread.
 */
final class IqDispatcher {
    private static final Logger log = LoggerFactory.getLogger(IqDispatcher.class);
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final HookTable hooks;

    IqDispatcher(HookTable hooks) {
        this.hooks = hooks;
    }

    /** Whether a handler would answer; for requests that somebody else can answer too. */
    boolean answers(Iq iq, Scope scope) {
        return iq.payload()
                .flatMap(payload -> hooks.iqHandler(iq.type(), payload.name(), payload.namespace(), scope))
                .isPresent();
    }

    /**
     * Answers a request.
     *
     * @return empty if the answer has gone to {@code answers}; else completes, never exceptionally, once it has
     * @throws StanzaException the answer
     */
    Optional<CompletableFuture<?>> dispatch(Iq iq, Origin origin, Scope scope, StanzaSink answers)
            throws StanzaException {
        List<Element> children = iq.element().children();
        if (children.size() != 1) {
            throw new StanzaException(
                    StanzaError.Condition.BAD_REQUEST, "children of an iq: " + children.size() + " (expected: 1)");
        }
        Element payload = children.get(0);
        IqHandler handler = hooks.iqHandler(iq.type(), payload.name(), payload.namespace(), scope)
                .orElseThrow(() -> new StanzaException(StanzaError.Condition.SERVICE_UNAVAILABLE, null));
        Reply reply = reply(handler, new Request(iq, payload, origin, scope));
        if (reply instanceof Reply.Result result) {
            answers.route(iq.result(result.payloadOrNull()));
            return Optional.empty();
        }
        if (reply instanceof Reply.Later later) {
            CompletableFuture<?> answered = answerLater(iq, later, answers);
            return answered.isDone() ? Optional.empty() : Optional.of(answered);
        }
        throw new AssertionError(reply);
    }

    private static CompletableFuture<?> answerLater(Iq iq, Reply.Later later, StanzaSink answers) {
        return later.stage()
                .toCompletableFuture()
                .copy()
                .orTimeout(LATEST.toSeconds(), TimeUnit.SECONDS)
                .handle((result, failure) -> {
                    answers.route(answer(iq, result, failure));
                    return null;
                });
    }

    private static Iq answer(Iq iq, Reply.@Nullable Result result, @Nullable Throwable failure) {
        if (result != null) {
            return iq.result(result.payloadOrNull());
        }
        Throwable cause = failure == null ? new IllegalStateException("reply: null (expected: a result)") : failure;
        return (Iq) iq.errorReply(error(iq, cause));
    }

    private static Reply reply(IqHandler handler, Request request) throws StanzaException {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            throw new StanzaException(error(request.iq(), e));
        }
    }

    private static StanzaError error(Iq iq, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StanzaException expected) {
            return expected.error();
        }
        if (cause instanceof TimeoutException) {
            log.warn("[iq {}] no answer within {}", iq.payload().orElse(null), LATEST);
            return new StanzaError(StanzaError.Condition.RESOURCE_CONSTRAINT, null);
        }
        log.error("[iq {}] handler failed", iq.payload().orElse(null), cause);
        return new StanzaError(StanzaError.Condition.INTERNAL_SERVER_ERROR, null);
    }
}
