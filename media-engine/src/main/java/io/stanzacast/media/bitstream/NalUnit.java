package io.stanzacast.media.bitstream;

import java.util.Arrays;

/** Types of H.264 NAL units (ISO/IEC 14496-10 table 7-1) and the form of their payload. */
final class NalUnit {
    static final int SEQUENCE_PARAMETER_SET = 7;
    static final int PICTURE_PARAMETER_SET = 8;
    static final int ACCESS_UNIT_DELIMITER = 9;
    static final int FILLER_DATA = 12;

    private NalUnit() {}

    /** The payload behind the header byte without emulation prevention bytes (§7.3.1). */
    static BitReader payload(byte[] nal) {
        byte[] clean = new byte[nal.length];
        int length = 0;
        int zeros = 0;
        for (int i = 1; i < nal.length; i++) {
            if (zeros >= 2 && nal[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = nal[i] == 0 ? zeros + 1 : 0;
            clean[length++] = nal[i];
        }
        return new BitReader(Arrays.copyOf(clean, length), 0, length);
    }
}
