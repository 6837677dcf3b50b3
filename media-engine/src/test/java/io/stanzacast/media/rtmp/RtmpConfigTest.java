package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RtmpConfigTest {
    @Test
    void listensOnLoopbackByDefault() {
        RtmpConfig config = RtmpConfig.defaults();
        assertThat(List.of(config.enabled(), config.address(), config.port())).containsExactly(true, "127.0.0.1", 1935);
        assertThat(config.withPort(1).port()).isEqualTo(1);
    }

    @Test
    void saysWhatItExpects() {
        assertThatThrownBy(() -> RtmpConfig.defaults().withPort(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: 65536 (expected: 0..65535)");
    }
}
