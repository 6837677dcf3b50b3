package io.stanzacast.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.media.track.FrameRate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceParameterSetTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("ISO/IEC 14496-10 §7.3.2.1.1, sets written by x264")
    @CsvSource({
        "1080p 30 cropped, 1920, 1080, 1, 30, 1, 67640028acd940780227e5c044000003000400000300f03c60c658",
        "odd size 29.97, 322, 182, 1, 30000, 1001, 6764000dacb202a33c44d808800001f480007530078a1524",
        "720p 60, 1280, 720, 1, 60, 1, 67640020acd9405005bb0110000003001000000780f1831960",
        "interlaced 4:2:2, 640, 482, 2, 25, 1, 677a001ebcd940a020fc21808800000300080000030190f8a14cb0",
        "4:4:4 23.976, 320, 180, 3, 24000, 1001, 67f4000c919b282833f1b808800001f480005dc0078a14cb",
        "colours HRD aspect, 320, 180, 1, 24, 1,"
                + "6764000dacd941419f9f01b5010101a500000300010000030030e02001e840007a13930c01e28532c0",
        "scaling matrices, 320, 180, 1, 50, 1, 67640015acd941419f9f0110000003001000000640f162d960",
        "monochrome, 320, 180, 0, 25, 1, 6764000cf36505067e37016c800000030080000019078a14cb"
    })
    void readsSizeAndFrameRate(
            String name, int width, int height, int chroma, int numerator, int denominator, String hex) {
        SequenceParameterSet set = SequenceParameterSet.parse(HexFormat.of().parseHex(hex));
        assertThat(set)
                .isEqualTo(new SequenceParameterSet(
                        0, width, height, chroma, 8, 8, new FrameRate(numerator, denominator), set.fixedFrameRate()));
    }

    @Test
    void tellsWhetherTheFrameRateIsPromised() {
        byte[] constant = HexFormat.of()
                .parseHex("6764000dacd941419f9f01b5010101a500000300010000030030e02001e840007a13930c01e28532c0");
        byte[] variable = HexFormat.of().parseHex("67640028acd940780227e5c044000003000400000300f03c60c658");
        assertThat(SequenceParameterSet.parse(constant).fixedFrameRate()).isTrue();
        assertThat(SequenceParameterSet.parse(variable).fixedFrameRate()).isFalse();
    }

    @Test
    void saysWhatIsWrongWithACutSet() {
        byte[] set = HexFormat.of().parseHex("67640028acd94078");
        assertThatThrownBy(() -> SequenceParameterSet.parse(set))
                .isInstanceOf(BitstreamException.class)
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> SequenceParameterSet.parse(new byte[0])).isInstanceOf(BitstreamException.class);
        assertThatThrownBy(() -> SequenceParameterSet.parse(new byte[] {0x68, 1, 2, 3}))
                .hasMessageContaining("type 8 (expected: at least 4 bytes, type 7)");
    }

    @Test
    void makesASetOrABitstreamExceptionOfRandomBytes() {
        byte[] good = HexFormat.of()
                .parseHex("6764000dacd941419f9f01b5010101a500000300010000030030e02001e840007a13930c01e28532c0");
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int change = 0; change < 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                SequenceParameterSet set = SequenceParameterSet.parse(bytes);
                assertThat(set.width()).isBetween(1, 16_384);
            } catch (BitstreamException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }
}
