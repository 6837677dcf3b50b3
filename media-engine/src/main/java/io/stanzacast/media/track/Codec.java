package io.stanzacast.media.track;

/** How the packets of a track are compressed, with what a decoder must know before the first of them. */
public sealed interface Codec permits Codec.H264, Codec.Aac {

    /** The value of HLS's {@code CODECS} for this track (RFC 6381). */
    String rfc6381();

    /**
     * H.264; packets hold NAL units, each behind its length (AVCC form).
     *
     * @param avcC the AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1), not to be changed
     * @param width of the picture in pixels after cropping
     * @param height of the picture in pixels after cropping
     * @param nalLengthSize bytes of each NAL unit's length: 1, 2 or 4
     */
    record H264(byte[] avcC, int width, int height, int nalLengthSize) implements Codec {
        @Override
        public String rfc6381() {
            return String.format("avc1.%02X%02X%02X", avcC[1], avcC[2], avcC[3]);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof H264 that && java.util.Arrays.equals(avcC, that.avcC);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(avcC);
        }
    }

    /**
     * AAC; packets hold one raw access unit of 1024 samples each, without ADTS.
     *
     * @param audioSpecificConfig ISO/IEC 14496-3 §1.6.2.1, not to be changed
     * @param objectType the audio object type: 2 for LC, 5 for explicit SBR
     * @param sampleRate in Hz, of the core
     * @param channels 1 to 8
     */
    record Aac(byte[] audioSpecificConfig, int objectType, int sampleRate, int channels) implements Codec {
        /** Samples per access unit. */
        public static final int SAMPLES_PER_PACKET = 1024;

        @Override
        public String rfc6381() {
            return "mp4a.40." + objectType;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Aac that && java.util.Arrays.equals(audioSpecificConfig, that.audioSpecificConfig);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(audioSpecificConfig);
        }
    }
}
