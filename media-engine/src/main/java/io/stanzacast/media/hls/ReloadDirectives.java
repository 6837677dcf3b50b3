package io.stanzacast.media.hls;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The delivery directives of a media playlist request (draft-pantos-hls-rfc8216bis-22 §6.2.5).
 *
 * @param sequence {@code _HLS_msn}
 * @param part {@code _HLS_part}, only beside a sequence
 * @param skip whether {@code _HLS_skip} asks for a delta update
 */
record ReloadDirectives(OptionalLong sequence, OptionalLong part, boolean skip) {
    private static final int MAX_PARAMETERS = 32;
    private static final int MAX_DIGITS = 15;

    /** Empty if the directives are against the rules: no number, or a part without a sequence. */
    static Optional<ReloadDirectives> parse(String uri) {
        Map<String, List<String>> parameters = uri.indexOf('?') < 0
                ? Map.of()
                : QueryStringDecoder.builder()
                        .maxParams(MAX_PARAMETERS)
                        .build(uri)
                        .parameters();
        String skip = first(parameters, "_HLS_skip");
        String sequence = first(parameters, "_HLS_msn");
        String part = first(parameters, "_HLS_part");
        boolean valid = isNumberOrAbsent(sequence) && isNumberOrAbsent(part) && (part.isEmpty() || !sequence.isEmpty());
        boolean empty = (parameters.containsKey("_HLS_msn") && sequence.isEmpty())
                || (parameters.containsKey("_HLS_part") && part.isEmpty());
        return valid && !empty
                ? Optional.of(
                        new ReloadDirectives(number(sequence), number(part), skip.equals("YES") || skip.equals("v2")))
                : Optional.empty();
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static boolean isNumberOrAbsent(String text) {
        return text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static OptionalLong number(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** Whether any directive stands in the request: then the answer may be cached under its whole URL. */
    boolean any() {
        return sequence.isPresent() || skip;
    }

    /**
     * Whether the request looks so far ahead that it must be refused: more than two segments beyond the last complete one, or more parts
     * beyond the last than last three seconds (three parts if they are a second or longer).
     */
    boolean isTooFarAhead(Snapshot snapshot) {
        if (sequence.isEmpty() || snapshot.isEnded()) {
            return false;
        }
        long ahead = sequence.getAsLong() - snapshot.openSequence();
        if (ahead > 1) {
            return true;
        }
        long target = snapshot.partTargetMicros();
        long maxParts = target < 1_000_000 ? 3_000_000 / Math.max(1, target) : 3;
        long last = ahead == 0 ? snapshot.openParts() - 1 : -1;
        return part.isPresent() && ahead >= 0 && part.getAsLong() - last > maxParts;
    }

    /** Whether {@code snapshot} holds what is asked for. A part beyond the last of a complete segment is the first of the next one. */
    boolean isMet(Snapshot snapshot) {
        if (sequence.isEmpty() || snapshot.isEnded()) {
            return true;
        }
        long open = snapshot.openSequence();
        long asked = sequence.getAsLong();
        if (part.isEmpty()) {
            return asked < open;
        }
        if (asked == open - 1) {
            int parts = snapshot.segment(asked)
                    .map(segment -> segment.parts().size())
                    .orElse(Integer.MAX_VALUE);
            return part.getAsLong() < parts || snapshot.openParts() > 0;
        }
        return asked < open || (asked == open && part.getAsLong() < snapshot.openParts());
    }
}
