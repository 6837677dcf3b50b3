package io.stanzacast.media.container.flv;

/** Reads the first bytes of a video tag's body: H.264 in FLV's own form; anything else is refused by name. */
public final class FlvVideoDecoder {
    private static final FlvVideo NOTHING = new FlvVideo.Nothing();
    private static final int AVC = 7;
    private static final int AVC_BYTES = 5;
    private static final int GENERATED_KEYFRAME = 4;
    private static final int COMMAND = 5;

    private FlvVideoDecoder() {}

    /** @throws UnsupportedMediaException if it is not H.264 */
    public static FlvVideo decode(byte[] body) {
        if (body.length == 0) {
            return NOTHING;
        }
        if (EnhancedTag.isVideo(body)) {
            EnhancedTag.refuseVideo(body);
            return NOTHING;
        }
        int frameType = body[0] >> 4 & 7;
        if (frameType == COMMAND) {
            return NOTHING;
        }
        int codec = body[0] & 15;
        if (codec != AVC) {
            throw new UnsupportedMediaException("video codec: " + name(codec) + " (expected: H.264)");
        }
        if (body.length <= AVC_BYTES) {
            return NOTHING;
        }
        boolean keyframe = frameType == 1 || frameType == GENERATED_KEYFRAME;
        return switch (body[1]) {
            case 0 -> new FlvVideo.Header(AVC_BYTES);
            case 1 -> new FlvVideo.Picture(keyframe, signed24(body, 2), AVC_BYTES);
            default -> NOTHING;
        };
    }

    private static int signed24(byte[] bytes, int at) {
        return bytes[at] << 16 | (bytes[at + 1] & 255) << 8 | bytes[at + 2] & 255;
    }

    private static String name(int codec) {
        return switch (codec) {
            case 2 -> "Sorenson H.263";
            case 3, 6 -> "Screen Video";
            case 4, 5 -> "VP6";
            case 8 -> "H.263";
            case 9 -> "MPEG-4 Part 2";
            case 12 -> "H.265 with codec id 12";
            case 13 -> "AV1 with codec id 13";
            default -> "FLV codec id " + codec;
        };
    }
}
