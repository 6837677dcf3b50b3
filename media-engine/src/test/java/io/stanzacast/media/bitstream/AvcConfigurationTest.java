package io.stanzacast.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.media.track.Codec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ISO/IEC 14496-15 §5.3.3.1")
class AvcConfigurationTest {
    private static final byte[] SPS_1080 = hex("67640028acd940780227e5c044000003000400000300f03c60c658");
    private static final byte[] SPS_720 = hex("67640020acd9405005bb0110000003001000000780f1831960");
    private static final byte[] PPS = hex("68ebe3cb22c0");
    private static final byte[] OTHER_PPS = hex("68ebc3cb22c0");
    private static final byte[] RECORD = hex("01640028ffe1001b"
            + HexFormat.of().formatHex(SPS_1080)
            + "010006"
            + HexFormat.of().formatHex(PPS)
            + "fdf8f800");

    @Test
    void readsSetsAndSize() {
        AvcConfiguration configuration = AvcConfiguration.parse(RECORD);
        assertThat(configuration.sequenceSets()).containsExactly(SPS_1080);
        assertThat(configuration.pictureSets()).containsExactly(PPS);
        Codec.H264 codec = configuration.codec().orElseThrow();
        assertThat(codec).isEqualTo(new Codec.H264(RECORD, 1920, 1080, 4));
        assertThat(List.of(codec.width(), codec.height(), codec.nalLengthSize(), codec.rfc6381()))
                .containsExactly(1920, 1080, 4, "avc1.640028");
    }

    @Test
    void staysTheSameWhenAKeyframeRepeatsItsSets() {
        AvcConfiguration configuration = AvcConfiguration.parse(RECORD);
        assertThat(configuration.with(List.of(SPS_1080), List.of(PPS))).isSameAs(configuration);
        assertThat(configuration.with(List.of(), List.of())).isSameAs(configuration);
    }

    @Test
    void isBuiltAnewFromTheSetsOfAKeyframe() {
        AvcConfiguration changed = AvcConfiguration.parse(RECORD).with(List.of(SPS_720), List.of(OTHER_PPS));
        AvcConfiguration again = AvcConfiguration.parse(changed.bytes());
        assertThat(again.sequenceSets()).containsExactly(SPS_720);
        assertThat(again.pictureSets()).containsExactly(OTHER_PPS);
        assertThat(again.codec().orElseThrow().width()).isEqualTo(1280);
        assertThat(Arrays.copyOfRange(changed.bytes(), 0, 6)).isEqualTo(hex("01640020ffe1"));
        assertThat(changed.bytes()).endsWith(hex("fdf8f800"));
    }

    @Test
    void replacesAPictureSetOfTheSameId() {
        AvcConfiguration changed = AvcConfiguration.parse(RECORD).with(List.of(), List.of(OTHER_PPS));
        assertThat(changed.sequenceSets()).containsExactly(SPS_1080);
        assertThat(changed.pictureSets()).containsExactly(OTHER_PPS);
    }

    @Test
    void takesTheLastOfSeveralSetsWithOneId() {
        AvcConfiguration changed =
                AvcConfiguration.parse(RECORD).with(List.of(SPS_1080, SPS_720), List.of(PPS, OTHER_PPS));
        assertThat(changed.sequenceSets()).containsExactly(SPS_720);
        assertThat(changed.pictureSets()).containsExactly(OTHER_PPS);
    }

    @Test
    void waitsForTheKeyframeWhenTheRecordHasNoSets() {
        AvcConfiguration empty = AvcConfiguration.parse(hex("01640028ffe000"));
        assertThat(empty.codec()).isEmpty();
        assertThat(empty.with(List.of(SPS_720), List.of(PPS))
                        .codec()
                        .orElseThrow()
                        .height())
                .isEqualTo(720);
    }

    @Test
    void refusesLengthsOfThreeBytes() {
        byte[] record = RECORD.clone();
        record[4] = (byte) 0xFE;
        assertThatThrownBy(() -> AvcConfiguration.parse(record)).hasMessageContaining("3 (expected: 1, 2 or 4)");
    }

    @Test
    void makesAConfigurationOrABitstreamExceptionOfRandomBytes() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(RECORD, random.nextInt(RECORD.length + 4));
            for (int change = 0; change < 2 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                AvcConfiguration.parse(bytes).codec();
            } catch (BitstreamException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
