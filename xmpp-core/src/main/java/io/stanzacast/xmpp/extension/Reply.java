package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an {@link IqHandler} answers; errors are thrown as {@code StanzaException}. */
public sealed interface Reply {
    /** A result that carries {@code payload}. */
    static Result result(Element payload) {
        return new Result(payload);
    }

    /** A result that carries nothing. */
    static Result empty() {
        return new Result(null);
    }

    /**
     * The answer comes when {@code stage} completes, on any thread; if it fails with a {@code StanzaException} that is the answer. What the
     * same sender sends to the same address waits meanwhile. After a minute the sender gets {@code resource-constraint} instead.
     */
    static Reply later(CompletionStage<Result> stage) {
        return new Later(stage);
    }

    /** See {@link #result}. */
    record Result(@Nullable Element payloadOrNull) implements Reply {
        public Optional<Element> payload() {
            return Optional.ofNullable(payloadOrNull);
        }
    }

    /** See {@link #later}. */
    record Later(CompletionStage<Result> stage) implements Reply {}
}
