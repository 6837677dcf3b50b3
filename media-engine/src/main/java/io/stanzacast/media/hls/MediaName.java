package io.stanzacast.media.hls;

import java.util.Optional;

/**
 * The names of what a media playlist refers to, below its presentation's folder. They never repeat within a presentation.
 *
 * @param number of the resource among its kind
 */
record MediaName(Kind kind, long number) {
    static final String PLAYLIST = "media.m3u8";
    static final String MULTIVARIANT = "index.m3u8";

    private static final int MAX_DIGITS = 15;

    /** What a name stands for. */
    enum Kind {
        INIT('i', ".mp4"),
        SEGMENT('s', ".m4s"),
        PART('p', ".m4s");

        private final char first;
        private final String suffix;

        Kind(char first, String suffix) {
            this.first = first;
            this.suffix = suffix;
        }
    }

    static String init(long number) {
        return new MediaName(Kind.INIT, number).text();
    }

    static String segment(long number) {
        return new MediaName(Kind.SEGMENT, number).text();
    }

    static String part(long number) {
        return new MediaName(Kind.PART, number).text();
    }

    private String text() {
        return kind.first + Long.toString(number) + kind.suffix;
    }

    static Optional<MediaName> parse(String text) {
        for (Kind kind : Kind.values()) {
            int digits = text.length() - 1 - kind.suffix.length();
            if (digits >= 1 && digits <= MAX_DIGITS && text.charAt(0) == kind.first && text.endsWith(kind.suffix)) {
                String number = text.substring(1, 1 + digits);
                boolean plain = number.chars().allMatch(c -> c >= '0' && c <= '9');
                if (plain && (digits == 1 || number.charAt(0) != '0')) {
                    return Optional.of(new MediaName(kind, Long.parseLong(number)));
                }
            }
        }
        return Optional.empty();
    }
}
