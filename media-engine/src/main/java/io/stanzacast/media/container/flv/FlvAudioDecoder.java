package io.stanzacast.media.container.flv;

/** Reads the first bytes of an audio tag's body: AAC in FLV's own form; anything else is refused by name. */
public final class FlvAudioDecoder {
    private static final FlvAudio NOTHING = new FlvAudio.Nothing();
    private static final int AAC = 10;
    private static final int AAC_BYTES = 2;

    private FlvAudioDecoder() {}

    /** @throws UnsupportedMediaException if it is not AAC */
    public static FlvAudio decode(byte[] body) {
        if (body.length == 0) {
            return NOTHING;
        }
        if (EnhancedTag.isAudio(body)) {
            EnhancedTag.refuseAudio(body);
            return NOTHING;
        }
        int codec = body[0] >> 4 & 15;
        if (codec != AAC) {
            throw new UnsupportedMediaException("audio codec: " + name(codec) + " (expected: AAC)");
        }
        if (body.length <= AAC_BYTES) {
            return NOTHING;
        }
        return switch (body[1]) {
            case 0 -> new FlvAudio.Header(AAC_BYTES);
            case 1 -> new FlvAudio.Frame(AAC_BYTES);
            default -> NOTHING;
        };
    }

    private static String name(int codec) {
        return switch (codec) {
            case 0, 3 -> "PCM";
            case 1 -> "ADPCM";
            case 2, 14 -> "MP3";
            case 4, 5, 6 -> "Nellymoser";
            case 7 -> "G.711 A-law";
            case 8 -> "G.711 mu-law";
            case 11 -> "Speex";
            case 13 -> "Opus with codec id 13";
            default -> "FLV codec id " + codec;
        };
    }
}
