package io.stanzacast.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("ISO/IEC 14496-3 §1.6.2.1")
class AudioSpecificConfigTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "LC 44100 stereo, 1210, 2, 44100, 2",
        "LC 48000 mono, 1188, 2, 48000, 1",
        "LC 48000 stereo with an SBR signal, 119056e500, 2, 48000, 2",
        "LC 48000 5.1, 11b0, 2, 48000, 6",
        "LC 48000 7.1, 11b8, 2, 48000, 8",
        "LC with its rate in full, 17803e8010, 2, 32000, 2",
        "HE-AAC 22050 stereo, 2b920800, 5, 22050, 2",
        "HE-AAC v2 22050 mono, eb8a0800, 29, 22050, 1"
    })
    void readsObjectTypeRateAndChannels(String name, String hex, int objectType, int rate, int channels) {
        assertThat(AudioSpecificConfig.parse(HexFormat.of().parseHex(hex)))
                .isEqualTo(new AudioSpecificConfig(objectType, rate, channels));
    }

    @Test
    void countsTheChannelsOfAProgramConfigElement() {
        // LC, 48 kHz, layout 0; tag 0, profile 1, rate 3; one front pair, nothing else
        String bits = "00010" + "0011" + "0000" + "000" + "0000" + "01" + "0011" + "0001" + "0000" + "0000" + "00"
                + "000" + "0000" + "000" + "1" + "0000";
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        assertThat(AudioSpecificConfig.parse(bytes)).isEqualTo(new AudioSpecificConfig(2, 48_000, 2));
    }

    @Test
    void refusesKindsThatBrowsersDoNotPlay() {
        assertThatThrownBy(() -> AudioSpecificConfig.parse(hex("0a10")))
                .hasMessage("AAC object type: 1 (expected: 2, or 5 or 29 upon 2)");
        assertThatThrownBy(() -> AudioSpecificConfig.parse(hex("1214")))
                .hasMessage("AAC frame length: 960 samples (expected: 1024)");
        assertThatThrownBy(() -> AudioSpecificConfig.parse(hex("12"))).hasMessageContaining("bits left");
    }

    @Test
    void makesAConfigurationOrABitstreamExceptionOfRandomBytes() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            try {
                assertThat(AudioSpecificConfig.parse(bytes).channels()).isBetween(1, 8);
            } catch (BitstreamException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
