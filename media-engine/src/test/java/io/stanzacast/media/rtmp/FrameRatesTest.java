package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.media.track.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRatesTest {
    private static final FrameRate NTSC = new FrameRate(30_000, 1001);
    private static final FrameRate THIRTY = new FrameRate(30, 1);

    @ParameterizedTest
    @CsvSource({
        "29.97, 30000, 1001",
        "29.970029970029973, 30000, 1001",
        "23.976, 24000, 1001",
        "23.98, 24000, 1001",
        "59.94, 60000, 1001",
        "30, 30, 1",
        "25.0, 25, 1",
        "12.5, 25, 2",
        "144, 144, 1"
    })
    void findsTheUsualRateBehindADecimalNumber(double written, int numerator, int denominator) {
        assertThat(FrameRates.near(written)).contains(new FrameRate(numerator, denominator));
    }

    @ParameterizedTest
    @CsvSource({"0", "23.7", "1000", "NaN", "Infinity", "0.1"})
    void findsNoneBehindOthers(double written) {
        assertThat(FrameRates.near(written)).isEmpty();
    }

    @Test
    void believesWhatParameterSetAndMetadataAgreeOn() {
        assertThat(FrameRates.declared(NTSC, false, 29.97)).contains(NTSC);
        assertThat(FrameRates.declared(NTSC, true, 30)).contains(NTSC);
        assertThat(FrameRates.declared(THIRTY, true, 0)).contains(THIRTY);
        assertThat(FrameRates.declared(null, false, 25)).contains(new FrameRate(25, 1));
        assertThat(FrameRates.declared(new FrameRate(1_000_000, 33_333), true, 0))
                .contains(THIRTY);
    }

    @Test
    void measuresWhenTheyDisagreeOrNothingIsPromised() {
        assertThat(FrameRates.declared(new FrameRate(15, 1), true, 30)).isEmpty();
        assertThat(FrameRates.declared(THIRTY, false, 0)).isEmpty();
        assertThat(FrameRates.declared(null, false, 0)).isEmpty();
        assertThat(FrameRates.declared(null, false, 23.7)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "24, 1",
        "24000, 1001",
        "25, 1",
        "30, 1",
        "30000, 1001",
        "50, 1",
        "60, 1",
        "60000, 1001",
        "15, 1",
        "120, 1"
    })
    void measuresHalfASecondOfWholeMilliseconds(int numerator, int denominator) {
        int count = Math.max(16, numerator / denominator / 2);
        for (int phase = 0; phase < 10; phase++) {
            long[] rounded = new long[count];
            long[] cut = new long[count];
            for (int i = 0; i < count; i++) {
                double exact = phase / 10.0 + i * 1000.0 * denominator / numerator;
                rounded[i] = Math.round(exact);
                cut[i] = (long) exact;
            }
            FrameRate expected = new FrameRate(numerator, denominator);
            assertThat(near(FrameRates.measure(rounded).orElseThrow(), expected))
                    .isTrue();
            assertThat(near(FrameRates.measure(cut).orElseThrow(), expected)).isTrue();
        }
    }

    /** Half a second cannot always tell 30 from 29.97. */
    private static boolean near(FrameRate one, FrameRate other) {
        return Math.abs(one.framesPerSecond() / other.framesPerSecond() - 1) < 0.0011;
    }

    @Test
    void findsNoRateInVariableTimes() {
        assertThat(FrameRates.measure(new long[] {0, 40, 77, 125, 160, 190, 250, 270, 330, 360}))
                .isEmpty();
        assertThat(FrameRates.measure(new long[] {0, 40, 80})).isEmpty();
    }

    @Test
    void measuresOverALostPicture() {
        assertThat(FrameRates.measure(new long[] {0, 40, 80, 120, 200, 240, 280, 320, 360, 400}))
                .contains(new FrameRate(25, 1));
    }
}
