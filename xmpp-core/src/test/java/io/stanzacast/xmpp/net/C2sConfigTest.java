package io.stanzacast.xmpp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.c2s.LoginConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class C2sConfigTest {
    private final C2sConfig defaults = C2sConfig.defaults();

    @Test
    void namesKeyAndRange() {
        assertThatThrownBy(() -> defaults.at("0.0.0.0", 65536, -1)).hasMessage("port: 65536 (expected: -1..65535)");
        assertThatThrownBy(() -> defaults.at("0.0.0.0", 5222, -2))
                .hasMessage("direct-tls-port: -2 (expected: -1..65535)");
        assertThatThrownBy(() -> defaults.at(" ", 5222, 5223)).hasMessageStartingWith("address: empty");
        assertThatThrownBy(() -> new LoginConfig(Duration.ZERO, 1, 1, 1, 4096))
                .hasMessage("timeout: PT0S (expected: PT1S..PT10M)");
        assertThatThrownBy(() -> new LoginConfig(Duration.ofSeconds(1), 1, 1, 1, 1))
                .hasMessage("hash-iterations: 1 (expected: 4096..10000000)");
        assertThatThrownBy(() -> new HostConfig("a b", null, null, null, null))
                .hasMessage("domain: a b (expected: a host name)");
        assertThatThrownBy(() -> new HostConfig("a", null, null, 0, null))
                .hasMessage("max-sessions: 0 (expected: 1..1000)");
    }

    @Test
    void hostsRequireTlsUnlessToldOtherwise() {
        HostConfig host = new HostConfig("Example.ORG", null, null, null, null);
        assertThat(host).isEqualTo(HostConfig.accounts("example.org"));
        assertThat(host.requireTls()).isTrue();
        assertThat(host.withRequireTls(false).requireTls()).isFalse();
        assertThat(HostConfig.guests("g.example").isAnonymous()).isTrue();
    }
}
