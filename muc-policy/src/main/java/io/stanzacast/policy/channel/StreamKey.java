package io.stanzacast.policy.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The secret a channel is published with: 128 random bits in lower-case hexadecimal. Only its hash is stored; a hash without salt or
 * stretching serves because what it hides is as long as a cipher's key.
 */
public record StreamKey(String value) {
    private static final int BYTES = 16;

    /** A new one. */
    public static StreamKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new StreamKey(HexFormat.of().formatHex(bytes));
    }

    /** SHA-256 of the key in lower case, as 64 hexadecimal digits. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(value.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "StreamKey[]";
    }
}
