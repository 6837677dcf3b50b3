package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.media.container.flv.UnsupportedMediaException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackClockTest {
    private final Timeline timeline = new Timeline();
    private final TrackClock video = new TrackClock(timeline);
    private final TrackClock audio = new TrackClock(timeline);

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32})
    @DisplayName("RTMP 1.0 §5.1, and 31 bits as FFmpeg and OBS write them")
    void goesOnWhenStampsWrap(long wrap) {
        long start = wrap - 1000;
        for (long elapsed = 0; elapsed < 10_000; elapsed += 40) {
            assertThat(video.millis((start + elapsed) % wrap)).isEqualTo(Timeline.START_MILLIS + elapsed);
            assertThat(audio.millis((start + elapsed + 7) % wrap)).isEqualTo(Timeline.START_MILLIS + elapsed + 7);
        }
        assertThat(timeline.takeBreak()).isFalse();
    }

    @Test
    void wrapsAgainAndAgainOverMonths() {
        long wrap = 1L << 31;
        for (long elapsed = 0; elapsed < 4 * wrap; elapsed += 9_000) {
            assertThat(video.millis(elapsed % wrap)).isEqualTo(Timeline.START_MILLIS + elapsed);
        }
        assertThat(timeline.takeBreak()).isFalse();
    }

    @Test
    void wrapsBackWhenTheOtherTrackIsALittleBehind() {
        assertThat(video.millis(0x7FFF_FFFEL)).isEqualTo(1000);
        assertThat(video.millis(5)).isEqualTo(1007);
        assertThat(audio.millis(0x7FFF_FFFFL)).isEqualTo(1001);
        assertThat(audio.millis(22)).isEqualTo(1024);
    }

    @Test
    void readsTheNegativeStartOfObs() {
        assertThat(audio.millis(0x7FFF_FFFFL - 20)).isEqualTo(1000);
        assertThat(video.millis(0)).isEqualTo(1021);
        TrackClock late = new TrackClock(new Timeline());
        assertThat(late.millis(0)).isEqualTo(1000);
        assertThat(late.millis(0x7FFF_FFFFL)).isEqualTo(999);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 500_000, 989_000, 3_000_000_000L})
    void stepsOverABrokenClockWithoutALeap(long after) {
        video.millis(1_000_000);
        audio.millis(1_000_010);
        assertThat(video.millis(after)).isEqualTo(1030);
        assertThat(timeline.takeBreak()).isTrue();
        assertThat(audio.millis(after + 5))
                .as("the other track joins the new clock")
                .isEqualTo(1035);
        assertThat(audio.millis(after + 28)).isEqualTo(1058);
        assertThat(video.millis(after + 40)).isEqualTo(1070);
        assertThat(timeline.takeBreak()).isFalse();
    }

    @Test
    void letsAStragglerOfTheOldClockPass() {
        video.millis(1_000_000);
        audio.millis(1_000_010);
        video.millis(50);
        assertThat(audio.millis(1_000_033)).isEqualTo(1033);
        assertThat(audio.millis(80)).isEqualTo(1060);
    }

    @Test
    void takesALongPauseOfOneTrackForWhatItIs() {
        video.millis(0);
        for (long elapsed = 0; elapsed < 60_000; elapsed += 23) {
            audio.millis(elapsed);
        }
        assertThat(video.millis(60_000)).isEqualTo(61_000);
        assertThat(timeline.takeBreak()).isFalse();
    }

    @Test
    void givesATrackWithAnotherZeroItsOwnOffset() {
        assertThat(video.millis(5_000_000)).isEqualTo(1000);
        assertThat(audio.millis(0)).isEqualTo(1000);
        assertThat(audio.millis(23)).isEqualTo(1023);
        assertThat(video.millis(5_000_040)).isEqualTo(1040);
        assertThat(timeline.takeBreak()).isFalse();
    }

    @Test
    void refusesAClockThatLeapsAllTheTime() {
        assertThatThrownBy(() -> {
                    for (long leap = 0; leap < 100; leap++) {
                        video.millis(leap * 20_000 + leap % 2 * 1_000_000_000);
                    }
                })
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("more than 30 leaps in a minute");
    }

    @Test
    void staysNearItsPastWhateverTheStamps() {
        Random random = new Random(11);
        long newest = 0;
        for (int i = 0; i < 100_000; i++) {
            timeline.minutePassed();
            TrackClock clock = random.nextBoolean() ? video : audio;
            long millis = clock.millis(random.nextLong() & (random.nextBoolean() ? 0x3FFF : 0xFFFF_FFFFL));
            assertThat(millis - newest).isLessThanOrEqualTo(Timeline.MAX_LEAP + Timeline.START_MILLIS);
            newest = Math.max(newest, millis);
        }
    }
}
