package io.stanzacast.xmpp.sasl;

import java.util.concurrent.CompletionStage;

/** Where a host's accounts are known. Names are as clients write them, not prepared. Safe for any thread. */
public interface Credentials {
    /**
     * What is known of a name.
     *
     * @param keys a decoy if there is no such account: the same each time, so that nobody can tell
     */
    record Found(ScramKeys keys, boolean exists) {}

    CompletionStage<Found> keys(String username, ScramHash hash);

    /** Whether the password is the account's; takes as long if there is no such account. */
    CompletionStage<Boolean> verify(String username, String password);
}
