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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmenterTest {
    private final HlsConfig config = HlsConfig.defaults();
    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final SegmentStore store = new SegmentStore(
            "e",
            config,
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
    private void assertTrue(List<Segment> segments, List<Packet> sent) {
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
        assertTrue(segments, stream.sent());
        assertThat(store.snapshot().playlist().independentSegments()).isTrue();
    }
}
