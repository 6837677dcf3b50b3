package io.stanzacast.xmpp.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.StringPreparation;
import java.security.MessageDigest;

/**
 * What is kept of a password (RFC 5802 §3): enough to check a login, not enough to log in. The arrays are not to be changed.
 *
 * @param salt at least 8 bytes
 * @param iterations at least 4096
 */
public record ScramKeys(ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    public static final int LEAST_ITERATIONS = 4096;
    public static final int MOST_ITERATIONS = 10_000_000;
    public static final int DEFAULT_ITERATIONS = 10_000;
    /** Of new salts. */
    public static final int SALT_BYTES = 16;

    public ScramKeys {
        if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations: " + iterations + " (expected: " + LEAST_ITERATIONS + ".." + MOST_ITERATIONS + ")");
        }
        if (salt.length < 8) {
            throw new IllegalArgumentException("salt: " + salt.length + " bytes (expected: at least 8)");
        }
        if (storedKey.length != hash.keyBytes() || serverKey.length != hash.keyBytes()) {
            throw new IllegalArgumentException("keys: " + storedKey.length + ", " + serverKey.length
                    + " bytes (expected: " + hash.keyBytes() + ")");
        }
    }

    /**
     * Hashes a password, which takes milliseconds: never on an event loop.
     *
     * @throws IllegalArgumentException if the password is empty, too long or has characters that SASLprep (RFC 4013) forbids
     */
    public static ScramKeys derive(ScramHash hash, String password, byte[] salt, int iterations) {
        if (password.isEmpty() || password.length() > 1024) {
            throw new IllegalArgumentException("password: " + password.length() + " characters (expected: 1..1024)");
        }
        byte[] salted = ScramFunctions.saltedPassword(
                hash.mechanism(), StringPreparation.SASL_PREPARATION, password.toCharArray(), salt, iterations);
        byte[] clientKey = ScramFunctions.clientKey(hash.mechanism(), salted);
        return new ScramKeys(
                hash,
                salt,
                iterations,
                ScramFunctions.storedKey(hash.mechanism(), clientKey),
                ScramFunctions.serverKey(hash.mechanism(), salted));
    }

    /** Whether these are the keys of that password; as slow as {@link #derive}. */
    public boolean matches(String password) {
        try {
            return MessageDigest.isEqual(storedKey, derive(hash, password, salt, iterations).storedKey);
        } catch (IllegalArgumentException e) {
            return false; // no account can have such a password
        }
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return hash.mechanismName() + ", " + iterations + " iterations";
    }
}
