package io.stanzacast.media.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FragmentEncoderTest {
    private static Sample sample(int duration, int offset, boolean sync, int... bytes) {
        ByteBuffer data = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            data.put((byte) value);
        }
        return new Sample(data.flip(), duration, offset, sync);
    }

    static Stream<Arguments> fragments() {
        return Stream.of(
                Arguments.of(
                        "one sync sample",
                        List.of(new TrackRun(1, 0x1_0000_0001L, List.of(sample(3000, 0, true, 0xAA, 0xBB)))),
                        "000000646d6f6f66" + "000000106d66686400000000" + "00000007"
                                + "0000004c74726166"
                                + "0000001874666864" + "00020028" + "00000001" + "00000bb8" + "02000000"
                                + "0000001474666474" + "01000000" + "0000000100000001"
                                + "000000187472756e" + "01000201" + "00000001" + "0000006c" + "00000002"
                                + "0000000a6d646174" + "aabb"),
                Arguments.of(
                        "a key frame and a picture shown before it is decoded",
                        List.of(new TrackRun(
                                1, 90_000, List.of(sample(3000, 0, true, 1), sample(3000, -3000, false, 2, 3)))),
                        "000000746d6f6f66" + "000000106d66686400000000" + "00000007"
                                + "0000005c74726166"
                                + "0000001474666864" + "00020008" + "00000001" + "00000bb8"
                                + "0000001474666474" + "01000000" + "0000000000015f90"
                                + "0000002c7472756e" + "01000e01" + "00000002" + "0000007c"
                                + "00000001" + "02000000" + "00000000" + "00000002" + "01010000" + "fffff448"
                                + "0000000b6d646174" + "010203"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fragments")
    @DisplayName("ISO/IEC 14496-12 §8.8.4: a fragment, byte by byte")
    void encodes(String name, List<TrackRun> runs, String hex) {
        ByteBuf fragment = FragmentEncoder.encode(7, runs, UnpooledByteBufAllocator.DEFAULT);
        assertThat(ByteBufUtil.hexDump(fragment)).as(name).isEqualTo(hex);
        fragment.release();
    }

    @Test
    void readsBackWhatWasWrittenForTwoTracks() {
        List<TrackRun> runs = List.of(
                new TrackRun(
                        1,
                        5000,
                        List.of(sample(3003, 6006, true, 1, 2), sample(3004, -9, false, 3), sample(3003, 0, false, 4))),
                new TrackRun(2, 7000, List.of(sample(1024, 0, true, 5, 6, 7), sample(1024, 0, true, 8))));
        ByteBuf fragment = FragmentEncoder.encode(1, runs, UnpooledByteBufAllocator.DEFAULT);
        var read = Mp4Reader.samples(fragment);
        for (TrackRun run : runs) {
            long at = run.decodeTimeTicks();
            List<Mp4Reader.Read> samples = read.get(run.trackId());
            assertThat(samples).hasSameSizeAs(run.samples());
            for (int i = 0; i < samples.size(); i++) {
                Sample written = run.samples().get(i);
                assertThat(samples.get(i).decodeTime()).isEqualTo(at);
                assertThat(samples.get(i).offset()).isEqualTo(written.compositionOffsetTicks());
                assertThat(samples.get(i).duration()).isEqualTo(written.durationTicks());
                assertThat(samples.get(i).sync()).isEqualTo(written.sync());
                assertThat(ByteBuffer.wrap(samples.get(i).data())).isEqualTo(written.data());
                at += written.durationTicks();
            }
        }
        fragment.release();
    }

    @Test
    void allowsAFragmentWithoutTracks() {
        ByteBuf fragment = FragmentEncoder.encode(9, List.of(), UnpooledByteBufAllocator.DEFAULT);
        assertThat(Mp4Reader.boxes(fragment)).extracting(Mp4Reader.Box::type).containsExactly("moof", "mdat");
        fragment.release();
    }

    @Test
    void leavesThePositionOfThePayloadAlone() {
        Sample shared = sample(1, 0, true, 1, 2, 3);
        FragmentEncoder.encode(1, List.of(new TrackRun(1, 0, List.of(shared))), UnpooledByteBufAllocator.DEFAULT)
                .release();
        assertThat(shared.data().remaining()).isEqualTo(3);
    }

    @Test
    void refusesNegativeTimesAndEmptyRuns() {
        assertThatThrownBy(() -> new TrackRun(1, -1, List.of(sample(1, 0, true))))
                .hasMessage("decode time: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> new TrackRun(1, 0, List.of())).hasMessage("samples: none (expected: at least one)");
    }
}
