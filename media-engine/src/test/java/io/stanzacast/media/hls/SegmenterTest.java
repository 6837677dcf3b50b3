package io.stanzacast.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.container.fmp4.Mp4Reader;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmenterTest {
    private final HlsConfig config = HlsConfig.defaults();
    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final SegmentStore store = new SegmentStore(
            "e",
            config,
            new MemoryBudget(Long.MAX_VALUE),
            allocator,
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            Ticker.newMockTicker(),
            () -> {});
    private final Segmenter segmenter = new Segmenter(config, store, allocator, () -> {});

    @AfterEach
    void discard() {
        store.discard();
    }

    private List<Segment> segments() {
        List<Segment> all = new ArrayList<>();
        Snapshot snapshot = store.snapshot();
        for (long i = 0; i < snapshot.openSequence(); i++) {
            snapshot.segment(i).ifPresent(all::add);
        }
        return all;
    }

    private Map<Integer, List<Mp4Reader.Read>> read(List<Segment> segments) {
        ByteBuf all = Unpooled.buffer();
        for (Segment segment : segments) {
            ByteBuf bytes = segment.share(allocator).orElseThrow();
            all.writeBytes(bytes);
            bytes.release();
        }
        return Mp4Reader.samples(all);
    }

    /** Each sample begins where the one before it ends, and every picture is shown when it was to be. */
    private void assertContinues(List<Segment> segments, List<Packet> sent) {
        Map<Integer, List<Mp4Reader.Read>> read = read(segments);
        List<Mp4Reader.Read> video = read.get(1);
        for (int i = 1; i < video.size(); i++) {
            Mp4Reader.Read before = video.get(i - 1);
            assertThat(video.get(i).decodeTime()).isEqualTo(before.decodeTime() + before.duration());
        }
        List<Packet> frames =
                sent.stream().filter(packet -> packet.track() == 1).toList();
        for (int i = 0; i < video.size(); i++) {
            assertThat(video.get(i).shown())
                    .isEqualTo(frames.get(i).ptsTicks() - frames.get(0).ptsTicks());
            assertThat(video.get(i).sync()).isEqualTo(frames.get(i).keyframe());
        }
    }

    @ParameterizedTest
    @DisplayName("draft 22 §4.4.4.9: each part but a segment's last lasts 85 % to 100 % of the part target")
    @CsvSource({
        "24,1,210000,5", "24000,1001,210000,5", "25,1,200000,5", "30,1,200000,6", "30000,1001,202000,6",
        "50,1,200000,10", "60,1,200000,12", "60000,1001,202000,12", "15,1,200000,3", "10,1,200000,2"
    })
    void partsFollowFromTheFrameRate(int numerator, int denominator, long target, int frames) {
        FrameRate rate = new FrameRate(numerator, denominator);
        int gop = (int) Math.round(2 * rate.framesPerSecond());
        MadeUpStream stream =
                new MadeUpStream(segmenter, rate, true, 48_000).announce().frames(10 * gop + 1, gop);
        assertThat(store.snapshot().partTargetMicros()).isEqualTo(target);
        List<Segment> segments = segments();
        assertThat(segments).hasSize(10);
        for (Segment segment : segments) {
            assertThat(segment.independent()).isTrue();
            assertThat(segment.durationMicros()).isCloseTo(Math.round(1e6 * gop / rate.framesPerSecond()), within(20L));
            for (Part part : segment.parts().subList(0, segment.parts().size() - 1)) {
                assertThat(part.durationMicros()).isBetween(target * 85 / 100, target);
            }
            assertThat(segment.parts().get(0).durationMicros())
                    .isCloseTo(Math.round(1e6 * frames / rate.framesPerSecond()), within(20L));
            assertThat(segment.parts().get(segment.parts().size() - 1).durationMicros())
                    .isBetween(1L, target);
        }
        assertContinues(segments, stream.sent());
        assertThat(store.snapshot().playlist().independentSegments()).isTrue();
    }

    @Test
    @DisplayName("draft 22 §4.4.3.1: key frames 8 s apart, yet no segment is too long, and nothing false is claimed")
    void cutsLongGroupsOfPicturesBetweenKeyframes() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(40 * 30 + 1, 8 * 30);
        List<Segment> segments = segments();
        assertThat(segments)
                .allSatisfy(segment -> assertThat(segment.durationMicros()).isLessThan(2_500_000));
        assertThat(segments.stream().filter(Segment::independent)).hasSize(5);
        assertThat(segments.stream().skip(4).map(Segment::durationMicros)).containsOnly(2_000_000L);
        assertThat(store.snapshot().playlist().independentSegments()).isFalse();
        assertContinues(segments, stream.sent());
        for (Segment segment : segments) {
            for (Part part : segment.parts().subList(0, segment.parts().size() - 1)) {
                assertThat(part.durationMicros()).isBetween(170_000L, 200_000L);
            }
        }
    }

    @Test
    void dropsItsClaimWhenKeyframesBecomeRare() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(300, 60);
        assertThat(store.snapshot().playlist().independentSegments()).isTrue();
        stream.frames(150, 1000);
        assertThat(store.snapshot().playlist().independentSegments()).isFalse();
        stream.frames(1000, 60);
        assertThat(store.snapshot().playlist().independentSegments()).isFalse();
    }

    @Test
    void joinsShortGroupsOfPictures() {
        new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(601, 15);
        assertThat(segments()).hasSize(10).allSatisfy(segment -> {
            assertThat(segment.durationMicros()).isEqualTo(2_000_000);
            assertThat(segment.independent()).isTrue();
            assertThat(segment.parts())
                    .allSatisfy(part -> assertThat(part.durationMicros()).isEqualTo(200_000));
        });
    }

    @Test
    void cutsEarlierWhenTheNextKeyframeWouldComeTooLate() {
        new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(451, 45);
        assertThat(segments()).hasSize(10).allSatisfy(segment -> {
            assertThat(segment.durationMicros()).isEqualTo(1_500_000);
            assertThat(segment.independent()).isTrue();
        });
    }

    @Test
    @DisplayName("draft 22 §4.4.4.9: at a variable rate the part target is 0.5 s and kept")
    void keepsTheRulesAtAVariableRate() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(17, 1), false, 48_000).announce();
        for (int i = 0; i < 100; i++) {
            stream.frames(i % 3 + 1, 34);
            stream.jitter(i % 5 * 4);
        }
        assertThat(store.snapshot().partTargetMicros()).isEqualTo(500_000);
        for (Segment segment : segments()) {
            for (Part part : segment.parts().subList(0, segment.parts().size() - 1)) {
                assertThat(part.durationMicros()).isBetween(425_000L, 500_000L);
            }
            assertThat(segment.parts().get(segment.parts().size() - 1).durationMicros())
                    .isLessThanOrEqualTo(500_000);
        }
        assertContinues(segments(), stream.sent());
    }

    @ParameterizedTest
    @CsvSource({"48000,192000", "44100,210000", "32000,192000"})
    void cutsSoundAloneAtItsOwnFrames(int sampleRate, long target) {
        segmenter.tracks(List.of(MadeUpStream.audio(sampleRate)));
        for (long i = 0; i < 25L * sampleRate / 1024; i++) {
            segmenter.packet(new Packet(2, i * 1024, i * 1024, true, ByteBuffer.allocate(10)));
        }
        assertThat(store.snapshot().partTargetMicros()).isEqualTo(target);
        assertThat(store.snapshot().playlist().independentSegments()).isTrue();
        assertThat(segments()).hasSizeGreaterThan(10).allSatisfy(segment -> {
            assertThat(segment.durationMicros()).isBetween(1_900_000L, 2_200_000L);
            assertThat(segment.parts()).allSatisfy(part -> {
                assertThat(part.durationMicros()).isBetween(target * 85 / 100, target);
                assertThat(part.independent()).isTrue();
            });
        });
    }

    @Test
    @DisplayName("draft 22 §4.4.4.3: a break of the clock is a discontinuity, the output's time goes on")
    void marksADiscontinuity() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(150, 60);
        segmenter.discontinuity();
        stream.jump(-3_000);
        stream.frames(30, 60).frames(150, 60);
        List<Segment> segments = segments();
        assertThat(segments.stream().map(Segment::discontinuity).toList())
                .startsWith(false, false, false, true, false)
                .filteredOn(marked -> marked)
                .hasSize(1);
        assertThat(segments.get(2).durationMicros()).isEqualTo(1_000_000);
        assertThat(segments.get(3).independent()).isTrue();
        List<Mp4Reader.Read> video = read(segments).get(1);
        for (int i = 1; i < video.size(); i++) {
            assertThat(video.get(i).decodeTime())
                    .isEqualTo(video.get(i - 1).decodeTime() + video.get(i - 1).duration());
        }
        assertThat(store.snapshot().playlist().encode()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void givesNewTracksANewInitializationSectionAndKeepsThePartTarget() {
        new MadeUpStream(segmenter, new FrameRate(25, 1), true, 48_000)
                .announce()
                .frames(125, 50);
        MadeUpStream other = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 44_100).announce();
        other.frames(200, 60);
        assertThat(store.snapshot().partTargetMicros()).isEqualTo(200_000);
        List<Segment> segments = segments();
        assertThat(segments.stream().map(segment -> segment.init().number()).toList())
                .containsExactly(0L, 0L, 0L, 1L, 1L, 1L);
        assertThat(segments.get(3).discontinuity()).isTrue();
        assertThat(store.snapshot().playlist().encode())
                .contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"i1.mp4\"\n#EXT-X-PROGRAM-DATE-TIME");
    }

    @Test
    void beginsAnewWhenTracksChangeBeforeAnythingWasShown() {
        new MadeUpStream(segmenter, new FrameRate(25, 1), true, 48_000)
                .announce()
                .frames(20, 50);
        new MadeUpStream(segmenter, new FrameRate(24, 1), true, 48_000)
                .announce()
                .frames(100, 48);
        assertThat(store.snapshot().partTargetMicros()).isEqualTo(210_000);
        assertThat(segments()).hasSize(2).noneMatch(Segment::discontinuity);
    }

    @Test
    void lengthensFramesWhenOthersAreMissing() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000).announce();
        for (int i = 0; i < 60; i++) {
            stream.frames(4, 60);
            stream.skipFrames(1);
            stream.frames(1, 60);
            stream.skipFrames(i % 4);
        }
        for (Segment segment : segments()) {
            assertThat(segment.durationMicros()).isLessThan(2_500_000);
            for (Part part : segment.parts().subList(0, segment.parts().size() - 1)) {
                assertThat(part.durationMicros()).isBetween(170_000L, 200_000L);
            }
        }
        assertContinues(segments(), stream.sent());
    }

    @Test
    void makesPartsOfSoundWhenPicturesAreMissing() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(90, 60)
                .soundOnly(120);
        long beforeReturn = store.endMicros();
        assertThat(beforeReturn).isGreaterThan(5_000_000);
        stream.frames(300, 60);
        List<Segment> segments = segments();
        assertThat(segments)
                .allSatisfy(segment -> assertThat(segment.durationMicros()).isLessThan(2_500_000));
        assertThat(segments.stream().mapToLong(Segment::durationMicros).sum()).isBetween(14_000_000L, 17_000_000L);
        assertContinues(segments, stream.sent());
    }

    @Test
    void joinsPartsToTheSegmentByteForByte() {
        new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(130, 60);
        Segment segment = segments().get(1);
        ByteBuf whole = segment.share(allocator).orElseThrow();
        ByteBuf joined = Unpooled.buffer();
        for (long number = segment.firstPart(); number <= segment.lastPart(); number++) {
            ByteBuf part =
                    store.snapshot().part(number).orElseThrow().bytes().share().orElseThrow();
            joined.writeBytes(part);
            part.release();
        }
        assertThat(joined).isEqualTo(whole);
        whole.release();
    }

    @Test
    void waitsForAKeyframe() {
        MadeUpStream stream = new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000).announce();
        stream.startAt(25);
        stream.frames(100, 60);
        assertThat(store.endMicros()).isBetween(2_000_000L, 2_200_000L);
        assertThat(read(segments()).get(1).get(0).sync()).isTrue();
        assertThat(read(segments()).get(2).get(0).decodeTime()).isBetween(0L, 1024L);
    }

    @Test
    @DisplayName("draft 22 §6.2.1: at the end the open segment is published short, without a hint")
    void endsShort() {
        new MadeUpStream(segmenter, new FrameRate(30, 1), true, 48_000)
                .announce()
                .frames(75, 60);
        segmenter.ended();
        assertThat(segments()).hasSize(2);
        assertThat(segments().get(1).durationMicros()).isEqualTo(500_000);
        assertThat(store.snapshot().playlist().encode()).endsWith("s1.m4s\n#EXT-X-ENDLIST\n");
        segmenter.packet(new Packet(1, 1 << 30, 1 << 30, true, ByteBuffer.allocate(3)));
        assertThat(segments()).hasSize(2);
    }

    @Test
    void survivesPacketsThatBreakTheContract() {
        Random random = new Random(4711);
        segmenter.tracks(List.of(MadeUpStream.video(new FrameRate(30, 1), true), MadeUpStream.audio(48_000)));
        long at = 0;
        for (int i = 0; i < 20_000; i++) {
            at += switch (random.nextInt(20)) {
                case 0 -> -random.nextInt(1_000_000);
                case 1 -> random.nextInt(2_000_000);
                case 2 -> 1;
                default -> 3000;
            };
            segmenter.packet(new Packet(
                    1 + random.nextInt(3),
                    at,
                    at + random.nextInt(20_000) - 10_000,
                    random.nextInt(30) == 0,
                    ByteBuffer.allocate(4)));
            if (random.nextInt(2000) == 0) {
                segmenter.discontinuity();
            }
        }
        assertThat(segments()).isNotEmpty().allSatisfy(segment -> {
            assertThat(segment.durationMicros()).isBetween(1L, 2_500_000L);
            assertThat(segment.parts())
                    .allSatisfy(part -> assertThat(part.durationMicros()).isBetween(0L, 200_000L));
        });
    }
}
