package io.stanzacast.media.bitstream;

import io.stanzacast.media.track.Codec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1): the parameter sets of an H.264 track. Its byte arrays are not to be changed.
 *
 * @param bytes the record as it was read or built
 * @param nalLengthSize bytes of each NAL unit's length: 1, 2 or 4
 * @param sequenceSets may be empty: then they come within the first keyframe
 * @param pictureSets likewise
 */
public record AvcConfiguration(byte[] bytes, int nalLengthSize, List<byte[]> sequenceSets, List<byte[]> pictureSets) {
    private static final int FIXED_BYTES = 6;

    public AvcConfiguration {
        sequenceSets = List.copyOf(sequenceSets);
        pictureSets = List.copyOf(pictureSets);
    }

    /** @throws BitstreamException if the record is cut off or asks for lengths of three bytes */
    public static AvcConfiguration parse(byte[] record) {
        if (record.length < FIXED_BYTES || record[0] != 1) {
            throw new BitstreamException("avcC: " + record.length + " bytes, version "
                    + (record.length == 0 ? -1 : record[0]) + " (expected: at least 6 bytes, version 1)");
        }
        int nalLengthSize = (record[4] & 3) + 1;
        if (nalLengthSize == 3) {
            throw new BitstreamException("avcC: NAL length size 3 (expected: 1, 2 or 4)");
        }
        List<byte[]> sequenceSets = new ArrayList<>();
        int position = readSets(record, FIXED_BYTES, record[5] & 31, sequenceSets);
        List<byte[]> pictureSets = new ArrayList<>();
        if (position < record.length) {
            readSets(record, position + 1, record[position] & 255, pictureSets);
        }
        return new AvcConfiguration(record, nalLengthSize, sequenceSets, pictureSets);
    }

    private static int readSets(byte[] record, int start, int count, List<byte[]> sets) {
        int position = start;
        for (int i = 0; i < count; i++) {
            int length = position + 2 <= record.length ? uint16(record, position) : -1;
            if (length < 1 || length > record.length - position - 2) {
                throw new BitstreamException("avcC: parameter set of " + length + " bytes (expected: 1.."
                        + Math.max(0, record.length - position - 2) + ")");
            }
            sets.add(Arrays.copyOfRange(record, position + 2, position + 2 + length));
            position += 2 + length;
        }
        return position;
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
    }

    /** What the track announces; empty while parameter sets are missing. */
    public Optional<Codec.H264> codec() {
        if (sequenceSets.isEmpty() || pictureSets.isEmpty()) {
            return Optional.empty();
        }
        SequenceParameterSet set = sequence();
        return Optional.of(new Codec.H264(bytes, set.width(), set.height(), nalLengthSize));
    }

    /** The first sequence parameter set, which must exist. */
    public SequenceParameterSet sequence() {
        return SequenceParameterSet.parse(sequenceSets.get(0));
    }

    /**
     * The configuration after a keyframe that carried parameter sets itself. Unknown sequence sets replace all that was known, since the
     * keyframe resets the decoder; unknown picture sets replace those of the same id.
     *
     * @return this object if nothing is new
     */
    public AvcConfiguration with(List<byte[]> inBandSequenceSets, List<byte[]> inBandPictureSets) {
        if (containsAll(sequenceSets, inBandSequenceSets) && containsAll(pictureSets, inBandPictureSets)) {
            return this;
        }
        if (!containsAll(sequenceSets, inBandSequenceSets)) {
            List<byte[]> pictures = inBandPictureSets.isEmpty() ? pictureSets : inBandPictureSets;
            return build(
                    latestById(inBandSequenceSets, AvcConfiguration::sequenceSetId),
                    latestById(pictures, AvcConfiguration::pictureSetId));
        }
        List<byte[]> all = new ArrayList<>(pictureSets);
        all.addAll(inBandPictureSets);
        return build(sequenceSets, latestById(all, AvcConfiguration::pictureSetId));
    }

    /** A set replaces an earlier one of its id, as it does in a decoder. */
    private static List<byte[]> latestById(List<byte[]> sets, ToIntFunction<byte[]> id) {
        Map<Integer, byte[]> latest = new LinkedHashMap<>();
        for (byte[] set : sets) {
            latest.put(id.applyAsInt(set), set);
        }
        return List.copyOf(latest.values());
    }

    private static int sequenceSetId(byte[] set) {
        return SequenceParameterSet.parse(set).id();
    }

    private static boolean containsAll(List<byte[]> known, List<byte[]> sets) {
        for (byte[] set : sets) {
            if (known.stream().noneMatch(old -> Arrays.equals(old, set))) {
                return false;
            }
        }
        return true;
    }

    private static int pictureSetId(byte[] set) {
        return NalUnit.payload(set).unsignedExpGolomb("pic_parameter_set_id", 255);
    }

    private AvcConfiguration build(List<byte[]> sequences, List<byte[]> pictures) {
        if (sequences.isEmpty() || sequences.size() > 31 || pictures.size() > 255) {
            throw new BitstreamException("parameter sets: " + sequences.size() + " and " + pictures.size()
                    + " (expected: 1..31 and 0..255)");
        }
        byte[] first = sequences.get(0);
        SequenceParameterSet sequence = SequenceParameterSet.parse(first);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(first, 1, 3);
        out.write(0xFC | nalLengthSize - 1);
        out.write(0xE0 | sequences.size());
        sequences.forEach(set -> writeSet(out, set));
        out.write(pictures.size());
        pictures.forEach(set -> writeSet(out, set));
        int profile = first[1] & 255;
        if (profile != 66 && profile != 77 && profile != 88) {
            out.write(0xFC | sequence.chromaFormat());
            out.write(0xF8 | sequence.bitDepthLuma() - 8);
            out.write(0xF8 | sequence.bitDepthChroma() - 8);
            out.write(0);
        }
        return new AvcConfiguration(out.toByteArray(), nalLengthSize, sequences, pictures);
    }

    private static void writeSet(ByteArrayOutputStream out, byte[] set) {
        if (set.length > 0xFFFF) {
            throw new BitstreamException("parameter set: " + set.length + " bytes (expected: 1..65535)");
        }
        out.write(set.length >> 8);
        out.write(set.length);
        out.writeBytes(set);
    }
}
