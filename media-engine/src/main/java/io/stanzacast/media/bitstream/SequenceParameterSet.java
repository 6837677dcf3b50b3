package io.stanzacast.media.bitstream;

import io.stanzacast.media.track.FrameRate;
import org.jspecify.annotations.Nullable;

/**
 * What a player and a packager need from an H.264 sequence parameter set (ISO/IEC 14496-10 §7.3.2.1.1 and §E.1.1).
 *
 * @param id 0 to 31
 * @param width in pixels after cropping
 * @param height in pixels after cropping
 * @param chromaFormat 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param bitDepthLuma 8 to 14
 * @param bitDepthChroma 8 to 14
 * @param frameRate of the timing information, null if there is none or it is out of 1 to 300 per second
 * @param fixedFrameRate whether the encoder promises that frames come at that rate
 */
public record SequenceParameterSet(
        int id,
        int width,
        int height,
        int chromaFormat,
        int bitDepthLuma,
        int bitDepthChroma,
        @Nullable FrameRate frameRate,
        boolean fixedFrameRate) {
    private static final int EXTENDED_SAMPLE_ASPECT_RATIO = 255;

    /**
     * @param nal with its header byte and emulation prevention bytes
     * @throws BitstreamException if it is none
     */
    public static SequenceParameterSet parse(byte[] nal) {
        if (nal.length < 4 || (nal[0] & 31) != NalUnit.SEQUENCE_PARAMETER_SET) {
            throw new BitstreamException("sequence parameter set: " + nal.length + " bytes, type "
                    + (nal.length == 0 ? -1 : nal[0] & 31) + " (expected: at least 4 bytes, type 7)");
        }
        BitReader in = NalUnit.payload(nal);
        int profile = in.bits(8);
        in.skip(16);
        int id = in.unsignedExpGolomb("seq_parameter_set_id", 31);
        int chromaFormat = 1;
        int depthLuma = 8;
        int depthChroma = 8;
        boolean separatePlanes = false;
        if (hasChromaFormat(profile)) {
            chromaFormat = in.unsignedExpGolomb("chroma_format_idc", 3);
            if (chromaFormat == 3) {
                separatePlanes = in.flag();
            }
            depthLuma = 8 + in.unsignedExpGolomb("bit_depth_luma_minus8", 6);
            depthChroma = 8 + in.unsignedExpGolomb("bit_depth_chroma_minus8", 6);
            in.skip(1);
            if (in.flag()) {
                skipScalingLists(in, chromaFormat == 3 ? 12 : 8);
            }
        }
        in.unsignedExpGolomb("log2_max_frame_num_minus4", 12);
        skipPictureOrderCount(in);
        in.unsignedExpGolomb("max_num_ref_frames", 16);
        in.skip(1);
        int macroblocksWide = 1 + in.unsignedExpGolomb("pic_width_in_mbs_minus1", 1023);
        int mapUnitsHigh = 1 + in.unsignedExpGolomb("pic_height_in_map_units_minus1", 1023);
        int fieldFactor = 1;
        if (!in.flag()) {
            fieldFactor = 2;
            in.skip(1);
        }
        in.skip(1);
        int width = macroblocksWide * 16;
        int height = mapUnitsHigh * 16 * fieldFactor;
        if (in.flag()) {
            int unitX = separatePlanes || chromaFormat == 0 || chromaFormat == 3 ? 1 : 2;
            int unitY = (separatePlanes || chromaFormat != 1 ? 1 : 2) * fieldFactor;
            width -= unitX * (crop(in, "left") + crop(in, "right"));
            height -= unitY * (crop(in, "top") + crop(in, "bottom"));
        }
        if (width < 1 || height < 1) {
            throw new BitstreamException("picture size: " + width + "x" + height + " (expected: at least 1x1)");
        }
        Timing timing = in.flag() ? timing(in) : Timing.NONE;
        return new SequenceParameterSet(
                id, width, height, chromaFormat, depthLuma, depthChroma, timing.rate, timing.fixed);
    }

    private static int crop(BitReader in, String side) {
        return in.unsignedExpGolomb("frame_crop_" + side + "_offset", 16384);
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
            default -> false;
        };
    }

    private static void skipScalingLists(BitReader in, int count) {
        for (int list = 0; list < count; list++) {
            if (!in.flag()) {
                continue;
            }
            int last = 8;
            int next = 8;
            for (int i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++) {
                next = (last + in.signedExpGolomb("delta_scale") + 256) % 256;
                last = next == 0 ? last : next;
            }
        }
    }

    private static void skipPictureOrderCount(BitReader in) {
        int type = in.unsignedExpGolomb("pic_order_cnt_type", 2);
        if (type == 0) {
            in.unsignedExpGolomb("log2_max_pic_order_cnt_lsb_minus4", 12);
        } else if (type == 1) {
            in.skip(1);
            in.signedExpGolomb("offset_for_non_ref_pic");
            in.signedExpGolomb("offset_for_top_to_bottom_field");
            int frames = in.unsignedExpGolomb("num_ref_frames_in_pic_order_cnt_cycle", 255);
            for (int i = 0; i < frames; i++) {
                in.signedExpGolomb("offset_for_ref_frame");
            }
        }
    }

    private static Timing timing(BitReader in) {
        if (in.flag() && in.bits(8) == EXTENDED_SAMPLE_ASPECT_RATIO) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1);
        }
        if (in.flag()) {
            in.skip(4);
            if (in.flag()) {
                in.skip(24);
            }
        }
        if (in.flag()) {
            in.unsignedExpGolomb("chroma_sample_loc_type_top_field", 5);
            in.unsignedExpGolomb("chroma_sample_loc_type_bottom_field", 5);
        }
        if (!in.flag()) {
            return Timing.NONE;
        }
        long unitsInTick = in.unsigned32();
        long timeScale = in.unsigned32();
        return Timing.of(timeScale, 2 * unitsInTick, in.flag());
    }

    private record Timing(@Nullable FrameRate rate, boolean fixed) {
        static final Timing NONE = new Timing(null, false);

        static Timing of(long frames, long seconds, boolean fixed) {
            if (seconds == 0 || frames < seconds || frames > 300 * seconds) {
                return NONE;
            }
            long divisor = gcd(frames, seconds);
            if (frames / divisor > 1_000_000) {
                return NONE;
            }
            return new Timing(new FrameRate((int) (frames / divisor), (int) (seconds / divisor)), fixed);
        }

        private static long gcd(long a, long b) {
            return b == 0 ? a : gcd(b, a % b);
        }
    }
}
