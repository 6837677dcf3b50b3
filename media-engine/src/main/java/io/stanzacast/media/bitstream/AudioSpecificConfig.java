package io.stanzacast.media.bitstream;

import io.stanzacast.media.track.Codec;

/**
 * AAC's decoder configuration (ISO/IEC 14496-3 §1.6.2.1).
 *
 * @param objectType 2 for LC, 5 for explicit SBR, 29 for explicit SBR with parametric stereo
 * @param sampleRate in Hz, of the core
 * @param channels 1 to 8
 */
public record AudioSpecificConfig(int objectType, int sampleRate, int channels) {
    private static final int LOW_COMPLEXITY = 2;
    private static final int SPECTRAL_BAND_REPLICATION = 5;
    private static final int PARAMETRIC_STEREO = 29;
    private static final int[] SAMPLE_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    /** @throws BitstreamException if it is cut off or no kind of AAC that browsers play */
    public static AudioSpecificConfig parse(byte[] bytes) {
        BitReader in = new BitReader(bytes, 0, bytes.length);
        int objectType = objectType(in);
        int sampleRate = sampleRate(in);
        int layout = in.bits(4);
        int core = objectType;
        if (objectType == SPECTRAL_BAND_REPLICATION || objectType == PARAMETRIC_STEREO) {
            sampleRate(in);
            core = objectType(in);
        }
        if (core != LOW_COMPLEXITY) {
            throw new BitstreamException("AAC object type: " + core + " (expected: 2, or 5 or 29 upon 2)");
        }
        if (in.flag()) {
            throw new BitstreamException("AAC frame length: 960 samples (expected: 1024)");
        }
        if (in.flag()) {
            in.skip(14);
        }
        in.skip(1);
        return new AudioSpecificConfig(objectType, sampleRate, layout == 0 ? programChannels(in) : channels(layout));
    }

    public Codec.Aac codec(byte[] bytes) {
        return new Codec.Aac(bytes, objectType, sampleRate, channels);
    }

    private static int objectType(BitReader in) {
        int type = in.bits(5);
        return type == 31 ? 32 + in.bits(6) : type;
    }

    private static int sampleRate(BitReader in) {
        int index = in.bits(4);
        int rate = index == 15 ? in.bits(24) : index < SAMPLE_RATES.length ? SAMPLE_RATES[index] : 0;
        if (rate < 7_350 || rate > 96_000) {
            throw new BitstreamException("AAC sample rate: " + rate + " (expected: 7350..96000)");
        }
        return rate;
    }

    private static int channels(int layout) {
        return switch (layout) {
            case 1, 2, 3, 4, 5, 6 -> layout;
            case 7, 12, 14 -> 8;
            case 11 -> 7;
            default -> throw new BitstreamException("AAC channel configuration: " + layout + " (expected: 1..7)");
        };
    }

    /** program_config_element, §4.4.1.1: counts the channels of its front, side, back and low frequency elements. */
    private static int programChannels(BitReader in) {
        in.skip(10);
        int[] counts = {in.bits(4), in.bits(4), in.bits(4)};
        int lowFrequency = in.bits(2);
        in.skip(3 + 4);
        for (int bits : new int[] {4, 4, 3}) {
            if (in.flag()) {
                in.skip(bits);
            }
        }
        int channels = lowFrequency;
        for (int count : counts) {
            for (int i = 0; i < count; i++) {
                channels += in.flag() ? 2 : 1;
                in.skip(4);
            }
        }
        if (channels < 1 || channels > 8) {
            throw new BitstreamException("AAC channels: " + channels + " (expected: 1..8)");
        }
        return channels;
    }
}
