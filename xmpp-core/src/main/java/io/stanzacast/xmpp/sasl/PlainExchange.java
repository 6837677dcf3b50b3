package io.stanzacast.xmpp.sasl;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** PLAIN (RFC 4616): only to be offered where nobody can read along. */
public final class PlainExchange implements SaslExchange {
    private final Credentials credentials;

    public PlainExchange(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        if (message.length == 0) {
            return completedFuture(new SaslStep.Challenge(new byte[0]));
        }
        String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            return completedFuture(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST, null));
        }
        return credentials
                .verify(parts[1], parts[2])
                .thenApply(verified -> verified
                        ? new SaslStep.Success(parts[1], parts[0].isEmpty() ? null : parts[0], null)
                        : new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED, null));
    }
}
