package io.stanzacast.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Credentials of one account. */
final class OneAccount implements Credentials {
    private final String name;
    private final String password;
    private final DecoyKeys decoys = new DecoyKeys("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 4096);

    OneAccount(String name, String password) {
        this.name = name;
        this.password = password;
    }

    @Override
    public CompletionStage<Found> keys(String username, ScramHash hash) {
        byte[] salt = "saltsaltsaltsalt".getBytes(StandardCharsets.US_ASCII);
        return CompletableFuture.completedFuture(
                username.equals(name)
                        ? new Found(ScramKeys.derive(hash, password, salt, 4096), true)
                        : new Found(decoys.of(username, hash), false));
    }

    @Override
    public CompletionStage<Boolean> verify(String username, String given) {
        return keys(username, ScramHash.SHA_256).thenApply(found -> found.keys().matches(given) && found.exists());
    }
}
