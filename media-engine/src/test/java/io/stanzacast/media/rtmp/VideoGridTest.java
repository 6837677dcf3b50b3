package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Timescale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoGridTest {
    @ParameterizedTest
    @CsvSource({"25, 1", "24, 1", "30, 1", "60, 1", "30000, 1001", "24000, 1001", "60000, 1001"})
    void neverDriftsOverADayOfWholeMilliseconds(int numerator, int denominator) {
        FrameRate rate = new FrameRate(numerator, denominator);
        VideoGrid grid = new VideoGrid(rate, -1);
        long frames = 86_400L * numerator / denominator;
        for (long i = 0; i < frames; i++) {
            grid.place(Math.round(i * 1000.0 * denominator / numerator), 0);
            if (grid.dts() != rate.ticksOf(i, Timescale.VIDEO)) {
                throw new AssertionError("picture " + i + " at " + grid.dts());
            }
        }
        assertThat(grid.isDoubtful()).isFalse();
    }

    @Test
    void keepsPicturesThatJitterOnTheGrid() {
        VideoGrid grid = new VideoGrid(new FrameRate(30, 1), -1);
        Random random = new Random(12);
        for (int i = 0; i < 3000; i++) {
            grid.place(100 + i * 1000L / 30 + (i == 0 ? 0 : random.nextInt(13) - 6), 0);
            assertThat(grid.dts()).isEqualTo(9000 + i * 3000L);
        }
    }

    @Test
    void putsShownTimesOnTheGridToo() {
        VideoGrid grid = new VideoGrid(new FrameRate(30, 1), -1);
        long[][] cases = {{0, 67, 6000}, {33, 133, 12_000}, {67, -67, -6000}, {100, -33, -3000}, {133, 0, 0}};
        for (long[] row : cases) {
            grid.place(row[0], (int) row[1]);
            assertThat(grid.pts() - grid.dts()).as("composition " + row[1]).isEqualTo(row[2]);
        }
    }

    @Test
    void forgetsAbsurdCompositionTimes() {
        VideoGrid grid = new VideoGrid(new FrameRate(30, 1), -1);
        grid.place(0, 8_388_607);
        assertThat(grid.pts()).isEqualTo(grid.dts());
    }

    @Test
    void leavesAGapWhereAPictureIsMissing() {
        VideoGrid grid = new VideoGrid(new FrameRate(25, 1), -1);
        grid.place(0, 0);
        grid.place(40, 0);
        grid.place(120, 0);
        assertThat(grid.dts()).isEqualTo(3 * 3600);
        grid.place(160, 0);
        assertThat(grid.dts()).isEqualTo(4 * 3600);
    }

    @Test
    void beginsAnewAfterAPauseThatIsNoWholeNumberOfFrames() {
        VideoGrid grid = new VideoGrid(new FrameRate(25, 1), -1);
        grid.place(0, 0);
        grid.place(1017, 0);
        assertThat(grid.dts()).isEqualTo(1017 * 90);
        grid.place(1057, 0);
        assertThat(grid.dts()).isEqualTo(1057 * 90);
    }

    @Test
    void staysNearAClockThatRunsFasterOrSlowerThanThePictures() {
        for (double distance : new double[] {32.9, 33.9}) {
            VideoGrid grid = new VideoGrid(new FrameRate(30, 1), -1);
            long last = -1;
            for (int i = 0; i < 20_000; i++) {
                long millis = Math.round(i * distance);
                grid.place(millis, 0);
                assertThat(grid.dts()).isGreaterThan(last);
                assertThat(Math.abs(grid.dts() - millis * 90)).isLessThanOrEqualTo(3000);
                last = grid.dts();
            }
        }
    }

    @Test
    void neverFallsWhateverTheTimes() {
        Random random = new Random(13);
        for (FrameRate rate : new FrameRate[] {new FrameRate(25, 1), null}) {
            VideoGrid grid = new VideoGrid(rate, 500);
            long last = 500;
            for (int i = 0; i < 20_000; i++) {
                grid.place(random.nextInt(20_000), random.nextInt(400) - 200);
                assertThat(grid.dts()).isGreaterThan(last);
                last = grid.dts();
            }
        }
    }

    @Test
    void doubtsAFrameRateThatIsNotThere() {
        VideoGrid grid = new VideoGrid(new FrameRate(30, 1), -1);
        for (int i = 0; i < 64; i++) {
            grid.place(i * 40L, 0);
        }
        assertThat(grid.isDoubtful()).isTrue();
        assertThat(grid.observedRate()).contains(new FrameRate(25, 1));
    }

    @Test
    void keepsVariableTimes() {
        VideoGrid grid = new VideoGrid(null, -1);
        grid.place(10, 3);
        assertThat(new long[] {grid.dts(), grid.pts()}).containsExactly(900, 1170);
        grid.place(10, 0);
        assertThat(grid.dts()).isEqualTo(901);
    }
}
