package io.stanzacast.media.hls;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110 §14.1.2).
 *
 * @param first index of the first byte
 * @param count of bytes, 0 if the range lies outside
 */
record ByteRange(int first, int count) {
    private static final int MAX_DIGITS = 18;

    /** The range that a header asks for; null if it is to be ignored: absent, malformed, or more than one. */
    static @Nullable ByteRange parse(@Nullable String header, int size) {
        if (header == null || !header.startsWith("bytes=")) {
            return null;
        }
        String spec = header.substring(6).trim();
        int dash = spec.indexOf('-');
        if (dash < 0
                || !isNumber(spec.substring(0, dash))
                || !isNumber(spec.substring(dash + 1))
                || spec.length() == 1) {
            return null;
        }
        if (dash == 0) {
            long last = Math.min(Long.parseLong(spec.substring(1)), size);
            return new ByteRange((int) (size - last), (int) last);
        }
        long first = Long.parseLong(spec.substring(0, dash));
        long last = dash + 1 == spec.length() ? Long.MAX_VALUE : Long.parseLong(spec.substring(dash + 1));
        if (last < first) {
            return null;
        }
        return first >= size
                ? new ByteRange(0, 0)
                : new ByteRange((int) first, (int) (Math.min(last, size - 1) - first + 1));
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
