package io.stanzacast.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two messages of a SCRAM client (RFC 5802 §7). */
final class ScramMessages {
    private static final Pattern FIRST =
            Pattern.compile("((?:n|y|p=[^,]*),(?:a=([^,]+))?,)(n=([^,]+),r=([\\x21-\\x2b\\x2d-\\x7e]{1,512})(?:,.*)?)");
    private static final Pattern LAST = Pattern.compile("(c=([^,]*),r=([^,]+)(?:,.*)?),p=([A-Za-z0-9+/=]{1,128})");

    private ScramMessages() {}

    /**
     * @param gs2Header which the client must repeat
     * @param bare what is signed
     */
    record First(String gs2Header, @Nullable String authorizationIdentity, String bare, String username, String nonce) {
        /** Whether it wants channel binding, which is not offered. */
        boolean wantsBinding() {
            return gs2Header.startsWith("p=");
        }
    }

    /** @param withoutProof what is signed */
    record Last(byte[] binding, String nonce, byte[] proof, String withoutProof) {}

    static @Nullable First first(byte[] message) {
        Matcher matcher = FIRST.matcher(new String(message, StandardCharsets.UTF_8));
        if (message.length > 8192 || !matcher.matches()) {
            return null;
        }
        String username = unescape(matcher.group(4));
        String identity = matcher.group(2) == null ? null : unescape(matcher.group(2));
        if (username == null || (identity == null && matcher.group(2) != null)) {
            return null;
        }
        return new First(matcher.group(1), identity, matcher.group(3), username, matcher.group(5));
    }

    static @Nullable Last last(byte[] message) {
        Matcher matcher = LAST.matcher(new String(message, StandardCharsets.UTF_8));
        if (message.length > 8192 || !matcher.matches()) {
            return null;
        }
        try {
            return new Last(
                    Base64.getDecoder().decode(matcher.group(2)),
                    matcher.group(3),
                    Base64.getDecoder().decode(matcher.group(4)),
                    matcher.group(1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A saslname: {@code =2C} is a comma, {@code =3D} an equals sign, and no other {@code =} is allowed. */
    private static @Nullable String unescape(String name) {
        String rest = name.replace("=2C", "").replace("=3D", "");
        return rest.contains("=") ? null : name.replace("=2C", ",").replace("=3D", "=");
    }
}
