package io.stanzacast.media.bitstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the NAL units of one H.264 picture in AVCC form (ISO/IEC 14496-15 §5.3.2) and takes out what does not belong into a sample of
 * type avc1: access unit delimiters, filler, and at keyframes the parameter sets, which it hands out. Works in place; the units that stay
 * are moved only if one between them goes. Owner: one event loop; the results hold until the next {@link #run}.
 */
public final class AccessUnitFilter {
    private final List<byte[]> sequenceSets = new ArrayList<>();
    private final List<byte[]> pictureSets = new ArrayList<>();
    private int start;
    private int end;

    /**
     * @return false if the lengths do not add up: then the picture is damaged
     */
    public boolean run(byte[] data, int from, int to, int nalLengthSize, boolean keyframe) {
        sequenceSets.clear();
        pictureSets.clear();
        start = from;
        end = from;
        boolean kept = false;
        int position = from;
        while (position < to) {
            if (to - position < nalLengthSize) {
                return false;
            }
            int body = position + nalLengthSize;
            int length = length(data, position, nalLengthSize);
            if (length < 0 || length > to - body) {
                return false;
            }
            int next = body + length;
            if (length > 0 && !drops(data, body, next, keyframe)) {
                if (!kept) {
                    start = position;
                    end = next;
                    kept = true;
                } else {
                    if (end != position) {
                        System.arraycopy(data, position, data, end, next - position);
                    }
                    end += next - position;
                }
            }
            position = next;
        }
        return true;
    }

    private boolean drops(byte[] data, int body, int next, boolean keyframe) {
        switch (data[body] & 31) {
            case NalUnit.ACCESS_UNIT_DELIMITER, NalUnit.FILLER_DATA -> {
                return true;
            }
            case NalUnit.SEQUENCE_PARAMETER_SET -> {
                return keyframe && sequenceSets.add(Arrays.copyOfRange(data, body, next));
            }
            case NalUnit.PICTURE_PARAMETER_SET -> {
                return keyframe && pictureSets.add(Arrays.copyOfRange(data, body, next));
            }
            default -> {
                return false;
            }
        }
    }

    private static int length(byte[] data, int at, int size) {
        int value = 0;
        for (int i = at; i < at + size; i++) {
            value = value << 8 | data[i] & 255;
        }
        return value;
    }

    /** Where the remaining units begin. */
    public int start() {
        return start;
    }

    /** Where they end; equal to {@link #start} if none is left. */
    public int end() {
        return end;
    }

    public List<byte[]> sequenceSets() {
        return sequenceSets;
    }

    public List<byte[]> pictureSets() {
        return pictureSets;
    }
}
