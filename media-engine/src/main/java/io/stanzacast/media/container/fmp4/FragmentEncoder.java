package io.stanzacast.media.container.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * Encodes one movie fragment: {@code moof} and {@code mdat} (ISO/IEC 14496-12 §8.8.4 to §8.8.8), one {@code traf} for each track and all
 * samples behind one another in one {@code mdat}. Runs have version 1, whose composition offsets are signed, so that no edit list is
 * needed for reordered pictures (CMAF's {@code cmf2}).
 */
public final class FragmentEncoder {
    private static final int SYNC_SAMPLE = 0x0200_0000;
    private static final int OTHER_SAMPLE = 0x0101_0000;

    private static final int TFHD_DEFAULT_DURATION = 0x8;
    private static final int TFHD_DEFAULT_FLAGS = 0x20;
    private static final int TFHD_BASE_IS_MOOF = 0x2_0000;
    private static final int TRUN_DATA_OFFSET = 0x1;
    private static final int TRUN_DURATION = 0x100;
    private static final int TRUN_SIZE = 0x200;
    private static final int TRUN_FLAGS = 0x400;
    private static final int TRUN_OFFSET = 0x800;

    /** More than the boxes of a fragment without tracks, and of one track without samples. */
    private static final int FIXED_BYTES = 96;

    private static final int BYTES_PER_SAMPLE = 16;

    private FragmentEncoder() {}

    /**
     * Encodes into one new direct buffer, copying each sample once.
     *
     * @param sequenceNumber rises from fragment to fragment; its lower 32 bits are written
     * @param runs at most one for each track; none makes a fragment that lasts but shows nothing new
     * @return a buffer that the caller releases
     */
    public static ByteBuf encode(long sequenceNumber, List<TrackRun> runs, ByteBufAllocator allocator) {
        int size = FIXED_BYTES;
        for (TrackRun run : runs) {
            size += FIXED_BYTES;
            for (Sample sample : run.samples()) {
                size += BYTES_PER_SAMPLE + sample.data().remaining();
            }
        }
        ByteBuf out = allocator.directBuffer(size);
        BoxWriter box = new BoxWriter(out);
        int moof = box.begin("moof");
        int mfhd = box.beginFull("mfhd", 0, 0);
        box.u32(sequenceNumber);
        box.end(mfhd);
        int[] dataOffsetAt = new int[runs.size()];
        for (int i = 0; i < dataOffsetAt.length; i++) {
            dataOffsetAt[i] = trackFragment(box, out, runs.get(i));
        }
        box.end(moof);
        int mdat = box.begin("mdat");
        for (int i = 0; i < dataOffsetAt.length; i++) {
            out.setInt(dataOffsetAt[i], out.writerIndex() - moof);
            for (Sample sample : runs.get(i).samples()) {
                out.writeBytes(sample.data().duplicate());
            }
        }
        box.end(mdat);
        return out;
    }

    /** Returns where the data offset stands. */
    private static int trackFragment(BoxWriter box, ByteBuf out, TrackRun run) {
        List<Sample> samples = run.samples();
        Sample first = samples.get(0);
        boolean sameDuration = true;
        boolean sameFlags = true;
        boolean anyOffset = false;
        for (Sample sample : samples) {
            sameDuration &= sample.durationTicks() == first.durationTicks();
            sameFlags &= sample.sync() == first.sync();
            anyOffset |= sample.compositionOffsetTicks() != 0;
        }
        int traf = box.begin("traf");
        int defaults = (sameDuration ? TFHD_DEFAULT_DURATION : 0) | (sameFlags ? TFHD_DEFAULT_FLAGS : 0);
        int tfhd = box.beginFull("tfhd", 0, TFHD_BASE_IS_MOOF | defaults);
        box.u32(run.trackId());
        if (sameDuration) {
            box.u32(first.durationTicks());
        }
        if (sameFlags) {
            box.u32(flags(first));
        }
        box.end(tfhd);
        int tfdt = box.beginFull("tfdt", 1, 0);
        box.u64(run.decodeTimeTicks());
        box.end(tfdt);
        int fields = TRUN_DATA_OFFSET
                | TRUN_SIZE
                | (sameDuration ? 0 : TRUN_DURATION)
                | (sameFlags ? 0 : TRUN_FLAGS)
                | (anyOffset ? TRUN_OFFSET : 0);
        int trun = box.beginFull("trun", 1, fields);
        box.u32(samples.size());
        int dataOffsetAt = out.writerIndex();
        box.u32(0);
        for (Sample sample : samples) {
            if (!sameDuration) {
                box.u32(sample.durationTicks());
            }
            box.u32(sample.data().remaining());
            if (!sameFlags) {
                box.u32(flags(sample));
            }
            if (anyOffset) {
                box.u32(sample.compositionOffsetTicks());
            }
        }
        box.end(trun);
        box.end(traf);
        return dataOffsetAt;
    }

    private static int flags(Sample sample) {
        return sample.sync() ? SYNC_SAMPLE : OTHER_SAMPLE;
    }
}
