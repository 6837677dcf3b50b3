package io.stanzacast.bosh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** XEP-0124 §15: each request proves by a key that it comes from who made the first. Of the session's owner. */
final class KeySequence {
    private @Nullable String expected;

    /** Whether the client protects its session. */
    boolean isUsed() {
        return expected != null;
    }

    /** The first request of the session. */
    void begin(Optional<String> newKey) {
        expected = newKey.map(key -> key.toLowerCase(Locale.ROOT)).orElse(null);
    }

    /** Whether {@code key} is the next of the sequence; then it, or {@code newKey}, is what the next one is held against. */
    boolean accepts(Optional<String> key, Optional<String> newKey) {
        if (expected == null) {
            begin(newKey);
            return true;
        }
        if (key.isEmpty() || !isHashOf(expected, key.get())) {
            return false;
        }
        expected = newKey.orElse(key.get()).toLowerCase(Locale.ROOT);
        return true;
    }

    private static boolean isHashOf(String hash, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
            byte[] hex = HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(hex, hash.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
