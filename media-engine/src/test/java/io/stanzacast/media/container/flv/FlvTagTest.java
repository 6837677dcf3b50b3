package io.stanzacast.media.container.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvTagTest {
    private static final FlvVideo NO_VIDEO = new FlvVideo.Nothing();
    private static final FlvAudio NO_AUDIO = new FlvAudio.Nothing();

    private record Case<T>(String body, T tag) {}

    @Test
    @DisplayName("FLV 10.1 §E.4.3.1")
    void readsVideoTags() {
        List<Case<FlvVideo>> table = List.of(
                new Case<>("170000000001640028", new FlvVideo.Header(5)),
                new Case<>("170100000000000001", new FlvVideo.Picture(true, 0, 5)),
                new Case<>("470100000000000001", new FlvVideo.Picture(true, 0, 5)),
                new Case<>("270100004300000001", new FlvVideo.Picture(false, 67, 5)),
                new Case<>("2701ffffbd00000001", new FlvVideo.Picture(false, -67, 5)),
                new Case<>("1702000000", NO_VIDEO),
                new Case<>("5700", NO_VIDEO),
                new Case<>("5200", NO_VIDEO),
                new Case<>("", NO_VIDEO),
                new Case<>("17", NO_VIDEO),
                new Case<>("1701000000", NO_VIDEO),
                new Case<>("9600617663310100", NO_VIDEO));
        assertThat(table)
                .allSatisfy(row -> assertThat(FlvVideoDecoder.decode(bytes(row.body)))
                        .as(row.body)
                        .isEqualTo(row.tag));
    }

    @Test
    @DisplayName("FLV 10.1 §E.4.2.1")
    void readsAudioTags() {
        List<Case<FlvAudio>> table = List.of(
                new Case<>("af001210", new FlvAudio.Header(2)),
                new Case<>("af0121", new FlvAudio.Frame(2)),
                new Case<>("ae0121", new FlvAudio.Frame(2)),
                new Case<>("af00", NO_AUDIO),
                new Case<>("af01", NO_AUDIO),
                new Case<>("af", NO_AUDIO),
                new Case<>("af02ff", NO_AUDIO),
                new Case<>("", NO_AUDIO),
                new Case<>("95006d70346101ff", NO_AUDIO));
        assertThat(table)
                .allSatisfy(row -> assertThat(FlvAudioDecoder.decode(bytes(row.body)))
                        .as(row.body)
                        .isEqualTo(row.tag));
    }

    @ParameterizedTest
    @CsvSource({
        "9068766331, hvc1",
        "9061763031, av01",
        "9076703039, vp09",
        "d46876633102, hvc1",
        "9600687663310000, hvc1",
        "1c00, H.265",
        "12, Sorenson H.263",
        "9000, none",
        "9000000000, no FourCC"
    })
    void refusesOtherPicturesByName(String hex, String name) {
        assertThatThrownBy(() -> FlvVideoDecoder.decode(bytes(hex)))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageStartingWith("video codec: " + name)
                .hasMessageContaining("(expected: H.264");
    }

    @ParameterizedTest
    @CsvSource({"904f707573, Opus", "9061632d33, ac-3", "902e6d7033, .mp3", "2f00, MP3", "b200, Speex"})
    void refusesOtherSoundByName(String hex, String name) {
        assertThatThrownBy(() -> FlvAudioDecoder.decode(bytes(hex)))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageStartingWith("audio codec: " + name)
                .hasMessageContaining("(expected: AAC");
    }

    @Test
    void makesATagOrARefusalOfRandomBytes() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            byte[] body = new byte[random.nextInt(12)];
            random.nextBytes(body);
            for (Function<byte[], ?> decoder :
                    List.<Function<byte[], ?>>of(FlvVideoDecoder::decode, FlvAudioDecoder::decode)) {
                try {
                    assertThat(decoder.apply(body)).isNotNull();
                } catch (UnsupportedMediaException e) {
                    assertThat(e).hasMessageContaining("expected");
                }
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
