package io.stanzacast.media.rtmp;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bodies of media messages as an encoder would send them. */
final class Bodies {
    /** 1920x1080 at 25 pictures a second, not promised. */
    static final String SPS_1080 = "67640028acd940780227e5c044000003000400000300c83c60c658";

    /** The same at 30. */
    static final String SPS_1080_AT_30 = "67640028acd940780227e5c044000003000400000300f03c60c658";

    /** 1280x720 at 25. */
    static final String SPS_720 = "6764001facd9405005bb011000000300100000030320f1831960";

    static final String PPS = "68ebe3cb22c0";
    static final String OTHER_PPS = "68ebc3cb22c0";
    static final String AAC_44100 = "1210";
    static final String AAC_48000 = "1190";

    private Bodies() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] videoHeader(String sps, String pps) {
        return hex("1700000000" + avcC(sps, pps));
    }

    static String avcC(String sps, String pps) {
        return "01" + sps.substring(2, 8) + "ffe1" + String.format("%04x", sps.length() / 2) + sps + "01"
                + String.format("%04x", pps.length() / 2) + pps + "fdf8f800";
    }

    /** A picture of the given NAL units. */
    static byte[] picture(boolean keyframe, int compositionMillis, String... units) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(keyframe ? 0x17 : 0x27);
        out.write(1);
        out.writeBytes(hex(String.format("%06x", compositionMillis & 0xFFFFFF)));
        for (String unit : units) {
            out.writeBytes(hex(String.format("%08x", unit.length() / 2) + unit));
        }
        return out.toByteArray();
    }

    static byte[] keyframe() {
        return picture(true, 0, "65aabbcc");
    }

    static byte[] interFrame() {
        return picture(false, 0, "41aabb");
    }

    static byte[] audioHeader(String config) {
        return hex("af00" + config);
    }

    static byte[] sound() {
        return hex("af0121001b");
    }
}
