package io.stanzacast.media.container.flv;

import java.nio.charset.StandardCharsets;

/**
 * Recognizes bodies in the form of Enhanced RTMP (v2), to name the codec that cannot be taken. A further track of a multitrack stream is
 * no reason to refuse: its track 0 comes in the plain form.
 */
final class EnhancedTag {
    private static final int MULTITRACK_VIDEO = 6;
    private static final int MULTITRACK_AUDIO = 5;
    private static final int EXTENDED_AUDIO = 9;

    private EnhancedTag() {}

    static boolean isVideo(byte[] body) {
        return body[0] < 0;
    }

    static boolean isAudio(byte[] body) {
        return (body[0] >> 4 & 15) == EXTENDED_AUDIO;
    }

    static void refuseVideo(byte[] body) {
        if ((body[0] & 15) != MULTITRACK_VIDEO || !isFurtherTrack(body)) {
            throw refusal("video", "H.264", body, (body[0] & 15) == MULTITRACK_VIDEO);
        }
    }

    static void refuseAudio(byte[] body) {
        if ((body[0] & 15) != MULTITRACK_AUDIO || !isFurtherTrack(body)) {
            throw refusal("audio", "AAC", body, (body[0] & 15) == MULTITRACK_AUDIO);
        }
    }

    /** One track (kind 0): kind and type, FourCC, track id. */
    private static boolean isFurtherTrack(byte[] body) {
        return body.length > 6 && body[1] >> 4 == 0 && body[6] != 0;
    }

    private static UnsupportedMediaException refusal(String kind, String expected, byte[] body, boolean multitrack) {
        return new UnsupportedMediaException(kind + " codec: " + fourCc(body, multitrack ? 2 : 1)
                + " by Enhanced RTMP (expected: " + expected + " in the plain form)");
    }

    private static String fourCc(byte[] body, int at) {
        if (body.length < at + 4) {
            return "none";
        }
        String name = new String(body, at, 4, StandardCharsets.ISO_8859_1);
        return name.chars().allMatch(c -> c > 32 && c < 127) ? name : "no FourCC";
    }
}
