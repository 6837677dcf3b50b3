package io.stanzacast.media.rtmp;

import io.stanzacast.media.rtmp.amf.AmfValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * onMetaData (FLV 10.1 §E.5), which is a hint and no more.
 *
 * @param framesPerSecond 0 if unknown
 * @param hasVideo whether a codec of pictures is named
 * @param hasAudio whether a codec of sound is named
 * @param videoBitsPerSecond 0 if unknown
 * @param audioBitsPerSecond 0 if unknown
 */
record Metadata(
        double framesPerSecond, boolean hasVideo, boolean hasAudio, int videoBitsPerSecond, int audioBitsPerSecond) {
    static final Metadata NONE = new Metadata(0, false, false, 0, 0);

    private static final int MAX_BITS = 1_000_000_000;

    /** The metadata in a data message, with or without {@code @setDataFrame}; empty if it is something else. */
    static Optional<Metadata> of(List<AmfValue> values) {
        int at = isText(values, 0, "@setDataFrame") ? 1 : 0;
        if (!isText(values, at, "onMetaData")
                || at + 1 >= values.size()
                || !(values.get(at + 1) instanceof AmfValue.Properties properties)) {
            return Optional.empty();
        }
        Map<String, AmfValue> facts = properties.values();
        return Optional.of(new Metadata(
                number(facts, "framerate"),
                facts.containsKey("videocodecid"),
                facts.containsKey("audiocodecid"),
                bits(facts, "videodatarate"),
                bits(facts, "audiodatarate")));
    }

    /** Whether it says which tracks there are. */
    boolean namesTracks() {
        return hasVideo || hasAudio;
    }

    private static boolean isText(List<AmfValue> values, int at, String expected) {
        return at < values.size()
                && values.get(at) instanceof AmfValue.Text text
                && text.value().equals(expected);
    }

    private static double number(Map<String, AmfValue> facts, String name) {
        return facts.get(name) instanceof AmfValue.Number number && number.value() > 0 && number.value() < MAX_BITS
                ? number.value()
                : 0;
    }

    private static int bits(Map<String, AmfValue> facts, String name) {
        return (int) Math.min(MAX_BITS, Math.round(number(facts, name) * 1000));
    }
}
