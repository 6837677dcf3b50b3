package io.stanzacast.xmpp.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** ANONYMOUS (RFC 4505): whatever trace information comes is forgotten. */
public final class AnonymousExchange implements SaslExchange {
    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        return CompletableFuture.completedFuture(new SaslStep.Success(null, null, null));
    }
}
