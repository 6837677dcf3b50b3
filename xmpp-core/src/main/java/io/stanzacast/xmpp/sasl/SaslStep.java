package io.stanzacast.xmpp.sasl;

import org.jspecify.annotations.Nullable;

/** What the server answers to one message of the client. */
public sealed interface SaslStep {
    /** The exchange goes on. */
    record Challenge(byte[] data) implements SaslStep {}

    /**
     * The client is who it says it is.
     *
     * @param username as the client wrote it; null for a guest
     * @param authorizationIdentity whom it wants to act as, if it said so; still to be checked
     * @param data additional data with success, if the mechanism has some
     */
    record Success(@Nullable String username, @Nullable String authorizationIdentity, byte @Nullable [] data)
            implements SaslStep {}

    /** The exchange is over. The text may go to the client: it must not tell whether an account exists. */
    record Failure(SaslCondition condition, @Nullable String text) implements SaslStep {}
}
