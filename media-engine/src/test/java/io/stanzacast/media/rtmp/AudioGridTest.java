package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.media.track.Timescale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioGridTest {
    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 22_050, 7_350})
    void countsSamplesForADayWithoutDrift(int rate) {
        AudioGrid grid = new AudioGrid(new Timescale(rate));
        long frames = 86_400L * rate / 1024;
        for (long i = 0; i < frames; i++) {
            boolean placed = grid.place(i * 1024 * 1000 / rate);
            if (!placed || grid.dts() != i * 1024) {
                throw new AssertionError("frame " + i + " at " + grid.dts());
            }
        }
    }

    @Test
    void followsTheClockOverAGap() {
        AudioGrid grid = new AudioGrid(new Timescale(48_000));
        grid.place(0);
        grid.place(1000);
        assertThat(grid.dts()).isEqualTo(48_000);
    }

    @Test
    void ignoresJitterThatPasses() {
        AudioGrid grid = new AudioGrid(new Timescale(48_000));
        Random random = new Random(14);
        for (int i = 0; i < 1000; i++) {
            assertThat(grid.place(i * 1024 / 48 + (i == 0 ? 0 : random.nextInt(31) - 15)))
                    .isTrue();
            assertThat(grid.dts()).isEqualTo(i * 1024L);
        }
    }

    @Test
    void beginsAnewWhenFramesAreMissing() {
        AudioGrid grid = new AudioGrid(new Timescale(48_000));
        for (int i = 0; i < 20; i++) {
            grid.place((i < 10 ? i : i + 2) * 64L / 3);
        }
        assertThat(grid.dts()).isBetween(21 * 1024L - 48, 21 * 1024L + 48);
    }

    @ParameterizedTest
    @ValueSource(ints = {47_900, 48_100})
    void staysWithinTwoFramesOfAnUnevenClock(int trueRate) {
        AudioGrid grid = new AudioGrid(new Timescale(48_000));
        long last = -1;
        for (long i = 0; i < 100_000; i++) {
            long millis = i * 1024 * 1000 / trueRate;
            if (grid.place(millis)) {
                assertThat(grid.dts()).isGreaterThan(last);
                assertThat(Math.abs(grid.dts() - millis * 48)).isLessThan(2 * 1024 + 48);
                last = grid.dts();
            }
        }
    }

    @Test
    void alwaysRisesByAFrameAtLeast() {
        AudioGrid grid = new AudioGrid(new Timescale(44_100));
        Random random = new Random(15);
        long last = -1024;
        for (int i = 0; i < 50_000; i++) {
            if (grid.place(random.nextInt(60_000) - 1000)) {
                assertThat(grid.dts()).isGreaterThanOrEqualTo(last + 1024);
                last = grid.dts();
            }
        }
    }
}
