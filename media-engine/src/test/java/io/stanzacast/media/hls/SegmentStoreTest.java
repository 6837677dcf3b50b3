package io.stanzacast.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.track.FrameRate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SegmentStoreTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final SteppedClock clock = new SteppedClock();
    private final HlsConfig config = new HlsConfig(null, null, null, null, 16, null, null, null);
    private final MemoryBudget budget = new MemoryBudget(64 << 20);
    private final SegmentStore store =
            new SegmentStore("e", config, budget, PooledByteBufAllocator.DEFAULT, clock, ticker, () -> {});

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05.250Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @AfterEach
    void discard() {
        store.discard();
    }

    private void begin() {
        store.format(200_000, List.of(MadeUpStream.video(new FrameRate(30, 1), true)));
        store.begin();
    }

    private void segments(int count, int bytesPerPart) {
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < 10; part++) {
                ByteBuf bytes = PooledByteBufAllocator.DEFAULT
                        .directBuffer(bytesPerPart)
                        .writeZero(bytesPerPart);
                store.addPart(bytes, 200_000, part == 0, 6);
            }
            clock.now = clock.now.plusSeconds(2);
            ticker.advance(2, TimeUnit.SECONDS);
            store.endSegment(true);
        }
    }

    @Test
    @DisplayName("draft 22 §6.2.2: a removed segment stays for its own duration plus that of the longest playlist")
    void slidesAndKeepsWhatLeftForAWhile() {
        begin();
        segments(15, 100);
        assertThat(store.snapshot().playlist().mediaSequence()).isZero();
        segments(1, 100);
        assertThat(store.snapshot().playlist().mediaSequence()).isEqualTo(1);
        assertThat(store.snapshot().playlist().segments()).hasSize(15);
        segments(16, 100);
        assertThat(store.snapshot().segment(0)).isPresent();
        segments(1, 100);
        assertThat(store.snapshot().segment(0)).isEmpty();
        assertThat(store.snapshot().segment(1)).isPresent();
        assertThat(store.snapshot().part(9)).isEmpty();
        assertThat(store.snapshot().part(10)).isPresent();
    }

    @Test
    @DisplayName("draft 22 §6.2.2: DISCONTINUITY-SEQUENCE counts what has left the playlist")
    void countsDiscontinuitiesThatLeft() {
        begin();
        segments(2, 100);
        store.interrupt();
        store.begin();
        segments(15, 100);
        assertThat(store.snapshot().playlist().discontinuitySequence()).isZero();
        segments(1, 100);
        assertThat(store.snapshot().playlist().discontinuitySequence()).isEqualTo(1);
    }

    @Test
    @DisplayName("draft 22 §6.2.2: parts are listed up to three target durations from the end")
    void listsPartsOfTheNewestSegmentsOnly() {
        begin();
        segments(10, 100);
        assertThat(store.snapshot().playlist().segments().stream()
                        .map(segment -> segment.parts().size())
                        .toList())
                .containsExactly(0, 0, 0, 0, 0, 0, 10, 10, 10, 10);
    }

    @Test
    void letsTheOldestGoWhenMemoryIsFull() {
        begin();
        segments(14, 100_000);
        assertThat(store.snapshot().playlist().segments()).hasSize(14);
        segments(6, 100_000);
        List<?> kept = store.snapshot().playlist().segments();
        assertThat(kept).hasSizeBetween(14, 15);
        segments(3, 1_000_000);
        assertThat(store.snapshot().playlist().segments()).hasSizeLessThan(4);
        assertThat(store.snapshot().isPlayable()).isTrue();
        assertThat(store.snapshot().playlist().mediaSequence()
                        + store.snapshot().playlist().segments().size())
                .isEqualTo(23);
    }

    @Test
    void sharesMemoryWithOthersWhenItIsScarce() {
        budget.join();
        budget.join();
        budget.join();
        budget.join();
        begin();
        segments(12, 100_000);
        budget.use(48 << 20);
        assertThat(store.snapshot().playlist().segments()).hasSize(12);
        segments(1, 100_000);
        assertThat(store.snapshot().playlist().segments()).hasSizeBetween(11, 12);
        budget.use(-48 << 20);
        store.discard();
        budget.use(32 << 20);
        assertThat(budget.isTight()).isFalse();
        budget.use(1);
        assertThat(budget.isTight()).isTrue();
    }

    @Test
    void datesSegmentsByTheirMediaAndFollowsTheClockInSmallSteps() {
        begin();
        segments(3, 100);
        assertThat(store.snapshot().playlist().segments())
                .extracting(segment -> segment.programDateTime())
                .containsExactly("2026-01-02T03:04:05.250Z", "2026-01-02T03:04:07.250Z", "2026-01-02T03:04:09.250Z");
        clock.now = clock.now.plus(Duration.ofSeconds(10));
        segments(2, 100);
        assertThat(store.snapshot().playlist().segments().get(4).programDateTime())
                .isEqualTo("2026-01-02T03:04:13.255Z");
        store.interrupt();
        store.begin();
        segments(1, 100);
        assertThat(store.snapshot().playlist().segments().get(5).programDateTime())
                .isEqualTo("2026-01-02T03:04:25.250Z");
    }

    @Test
    void estimatesBandwidthFromWhatWasSeenAndWhatIsClaimed() {
        begin();
        segments(1, 200_000);
        assertThat(store.snapshot().multivariant().bandwidth()).isEqualTo(8_000_000 * 6 / 5);
        assertThat(store.snapshot().multivariant().averageBandwidth()).isEqualTo(8_000_000);
        segments(1, 100_000);
        assertThat(store.snapshot().multivariant().averageBandwidth()).isEqualTo(6_000_000);
        segments(8, 10_000);
        assertThat(store.snapshot().multivariant().averageBandwidth()).isEqualTo(4_500_000);
        assertThat(store.snapshot().multivariant().bandwidth()).isEqualTo(8_000_000 * 6 / 5);
    }

    @Test
    void servesNothingAfterItWasDiscarded() {
        begin();
        segments(2, 100);
        Snapshot before = store.snapshot();
        Segment segment = before.segment(0).orElseThrow();
        ByteBuf share = segment.share(PooledByteBufAllocator.DEFAULT).orElseThrow();
        store.discard();
        assertThat(segment.share(PooledByteBufAllocator.DEFAULT)).isEmpty();
        assertThat(share.readableBytes()).isEqualTo(1000);
        share.release();
        assertThat(before.encode(EncodedForms.Form.MEDIA, false, PooledByteBufAllocator.DEFAULT)
                        .release())
                .isTrue();
        store.discard();
    }
}
