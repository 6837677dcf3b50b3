package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamNameTest {
    @ParameterizedTest(name = "app {0}, name {1}")
    @CsvSource({
        "live, KEY, live, KEY",
        "live, KEY?a=b&c=d, live, KEY",
        "live/, KEY, live, KEY",
        "live?x=1, KEY, live, KEY",
        "live/extra, KEY, live/extra, KEY",
        "a/b, c/KEY, a/b, KEY",
        "live/KEY, '', live, KEY",
        "live/KEY?x=1, ?y=2, live, KEY",
        "KEY, '', KEY, ''",
        "'', KEY, '', KEY",
        "/live/, /KEY/, live, KEY",
        "'', '', '', ''"
    })
    void findsApplicationAndKeyWhereverTheClientPutsThem(String app, String name, String application, String key) {
        assertThat(StreamName.of(app, name)).isEqualTo(new StreamName(application, key));
    }

    @Test
    void keepsTheKeyOutOfItsText() {
        assertThat(StreamName.of("live", "hush").toString()).doesNotContain("hush");
    }

    @Test
    void refusesEmptyAndHugeKeys() {
        assertThat(StreamName.of("live", "").hasUsableKey()).isFalse();
        assertThat(StreamName.of("live", "x".repeat(513)).hasUsableKey()).isFalse();
        assertThat(StreamName.of("live", "x").hasUsableKey()).isTrue();
    }
}
