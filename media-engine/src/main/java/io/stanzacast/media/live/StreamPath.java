package io.stanzacast.media.live;

import java.util.regex.Pattern;

/**
 * The public name of a live stream, safe in URLs and file names. Never a stream key.
 *
 * @param value one or more of {@code a-z 0-9 _ . ~ -} and upper case letters, in up to four components joined by a slash; no component
 *     begins with a dot; at most 128 characters
 */
public record StreamPath(String value) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){0,3}");

    public StreamPath {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "stream path: " + value + " (expected: up to four components of A-Z a-z 0-9 . _ ~ -)");
        }
    }

    public static boolean isValid(String value) {
        return value.length() <= 128 && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
