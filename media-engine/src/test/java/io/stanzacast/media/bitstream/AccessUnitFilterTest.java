package io.stanzacast.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessUnitFilterTest {
    private final AccessUnitFilter filter = new AccessUnitFilter();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing to drop, true, 4, 00000002060100000002650a, 00000002060100000002650a",
        "a leading delimiter, true, 4, 0000000209f000000002650a, 00000002650a",
        "a trailing filler, false, 4, 00000002410a000000030cffff, 00000002410a",
        "a delimiter in the middle, false, 4, 00000002060100000002" + "09f000000002410a, 00000002060100000002410a",
        "sets of a keyframe, true, 4, 0000000267aa0000000268bb00000002650a, 00000002650a",
        "sets between pictures stay, false, 4, 0000000268bb00000002410a, 0000000268bb00000002410a",
        "empty units, false, 4, 0000000000000002410a, 00000002410a",
        "lengths of two bytes, true, 2, 000209f00002650a, 0002650a",
        "lengths of one byte, true, 1, 0209f002650a, 02650a",
        "only a delimiter, false, 4, 0000000209f0, ''"
    })
    void dropsWhatASampleMustNotHold(String name, boolean keyframe, int lengthSize, String before, String after) {
        byte[] padded = HexFormat.of().parseHex("eeee" + before);
        assertThat(filter.run(padded, 2, padded.length, lengthSize, keyframe)).isTrue();
        assertThat(Arrays.copyOfRange(padded, filter.start(), filter.end()))
                .isEqualTo(HexFormat.of().parseHex(after));
    }

    @Test
    void handsOutTheSetsOfAKeyframe() {
        byte[] picture = HexFormat.of().parseHex("0000000267aa0000000268bb00000002650a");
        filter.run(picture, 0, picture.length, 4, true);
        assertThat(filter.sequenceSets()).containsExactly(new byte[] {0x67, (byte) 0xAA});
        assertThat(filter.pictureSets()).containsExactly(new byte[] {0x68, (byte) 0xBB});
    }

    @ParameterizedTest
    @CsvSource({"000000", "00000003650a", "ffffffff650a", "7fffffff650a", "00000002650a00"})
    void noticesLengthsThatDoNotAddUp(String hex) {
        byte[] picture = HexFormat.of().parseHex(hex);
        assertThat(filter.run(picture, 0, picture.length, 4, true)).isFalse();
    }

    @Test
    void staysWithinItsBoundsWhateverTheBytes() {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[5 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[5 % bytes.length] = 0;
            int from = random.nextInt(5);
            filter.run(bytes, from, bytes.length, 1 << random.nextInt(3), random.nextBoolean());
            assertThat(filter.start()).isGreaterThanOrEqualTo(from);
            assertThat(filter.end()).isBetween(filter.start(), bytes.length);
        }
    }
}
