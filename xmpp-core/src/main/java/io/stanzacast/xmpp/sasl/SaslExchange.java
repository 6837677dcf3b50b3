package io.stanzacast.xmpp.sasl;

import java.util.concurrent.CompletionStage;

/** One attempt to log in by one mechanism. Asked by one thread at a time, and again only once its answer is there. */
@FunctionalInterface
public interface SaslExchange {
    /**
     * Takes the client's message; an absent initial response counts as an empty one, which a mechanism that needs one answers with an empty
     * challenge. The stage may complete on any thread; it fails only when the credentials cannot be read.
     */
    CompletionStage<SaslStep> respond(byte[] message);
}
