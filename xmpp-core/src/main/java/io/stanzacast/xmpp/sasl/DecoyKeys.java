package io.stanzacast.xmpp.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys of accounts that do not exist: derived from the name and a secret, so that asking for a salt twice gives the same answer and does not
 * tell whether the account is there. No password fits them. Safe for any thread.
 */
public final class DecoyKeys {
    private final byte[] secret;
    private final int iterations;

    /** @param secret at least 16 bytes, the same for the life of the database */
    public DecoyKeys(byte[] secret, int iterations) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("secret: " + secret.length + " bytes (expected: at least 16)");
        }
        this.secret = secret.clone();
        this.iterations = iterations;
    }

    /** @param name prepared, so that spellings of one name give one answer */
    public ScramKeys of(String name, ScramHash hash) {
        byte[] salt = Arrays.copyOf(derived("salt", name, hash), ScramKeys.SALT_BYTES);
        byte[] storedKey = Arrays.copyOf(derived("stored", name, hash), hash.keyBytes());
        byte[] serverKey = Arrays.copyOf(derived("server", name, hash), hash.keyBytes());
        return new ScramKeys(hash, salt, iterations, storedKey, serverKey);
    }

    private byte[] derived(String use, String name, ScramHash hash) {
        byte[] message = (use + '\0' + hash + '\0' + name).getBytes(StandardCharsets.UTF_8);
        return ScramFunctions.hmac(ScramMechanism.SCRAM_SHA_256, secret, message);
    }
}
