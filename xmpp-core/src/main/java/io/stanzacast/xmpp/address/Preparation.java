package io.stanzacast.xmpp.address;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfiles;

/** What RFC 7622 §3 does to each part. Plain ASCII, the usual case, does not need the PRECIS tables. */
final class Preparation {
    private static final int MOST_BYTES = 1023;
    private static final String NOT_IN_LOCALPART = "\"&'/:<>@ ";
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}(%25[0-9a-z.~_-]{1,16})?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Preparation() {}

    /** §3.3: UsernameCaseMapped, and some characters fewer. */
    static String localpart(String value) {
        String prepared = value;
        if (isAscii(value)) {
            prepared = value.toLowerCase(Locale.ROOT);
        } else {
            prepared = enforce("localpart", value, () -> PrecisProfiles.USERNAME_CASE_MAPPED.enforce(value));
        }
        for (int i = 0; i < prepared.length(); i++) {
            char c = prepared.charAt(i);
            if (c < 0x20 || c == 0x7f || NOT_IN_LOCALPART.indexOf(c) >= 0) {
                throw refused("localpart", value, "no space, control character or one of \"&'/:<>@");
            }
        }
        return checkSize("localpart", prepared);
    }

    /** §3.2: host names in Unicode, without a dot at the end, and IP addresses. */
    static String domainpart(String value) {
        String host = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        if (host.startsWith("[")) {
            String literal = host.toLowerCase(Locale.ROOT);
            if (!literal.endsWith("]")
                    || !IPV6.matcher(literal.substring(1, literal.length() - 1)).matches()
                    || literal.indexOf(':') < 0) {
                throw refused("domainpart", value, "an IPv6 address in brackets");
            }
            return literal;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        String prepared = isAscii(lower) && !lower.contains("xn--")
                ? lower
                : enforce("domainpart", value, () -> PrecisProfiles.IDN.enforce(IDN.toUnicode(lower)));
        checkSize("domainpart", prepared);
        for (String label : prepared.split("\\.", -1)) {
            if (isAscii(label) ? !LABEL.matcher(label).matches() : label.length() > 63) {
                throw refused("domainpart", value, "a host name");
            }
        }
        return prepared;
    }

    /** §3.4: OpaqueString. */
    static String resourcepart(String value) {
        if (!isAscii(value)) {
            return checkSize(
                    "resourcepart", enforce("resourcepart", value, () -> PrecisProfiles.OPAQUE_STRING.enforce(value)));
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x20 || value.charAt(i) == 0x7f) {
                throw refused("resourcepart", value, "no control character");
            }
        }
        return checkSize("resourcepart", value);
    }

    private static String enforce(String part, String value, java.util.function.Supplier<String> profile) {
        if (value.length() > MOST_BYTES) {
            throw refused(part, value, "1 to 1023 bytes");
        }
        try {
            return profile.get();
        } catch (IllegalArgumentException e) {
            throw refused(part, value, e.getMessage() == null ? "prepared by RFC 7622" : e.getMessage());
        }
    }

    private static String checkSize(String part, String prepared) {
        int length = prepared.length();
        if (length == 0
                || length > MOST_BYTES
                || (length > MOST_BYTES / 3 && prepared.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)) {
            throw refused(part, prepared, "1 to 1023 bytes");
        }
        return prepared;
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException refused(String part, String value, String expected) {
        String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
        return new IllegalArgumentException(part + ": " + shown + " (expected: " + expected + ")");
    }
}
