package io.stanzacast.xmpp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class ConnectionCountTest {
    private final ConnectionCount count = new ConnectionCount(2);

    @Test
    void oneAddressCannotTakeAllThereAre() throws Exception {
        InetAddress greedy = InetAddress.getByName("192.0.2.1");
        assertThat(count.open(greedy)).isTrue();
        assertThat(count.open(greedy)).isTrue();
        assertThat(count.open(greedy)).isFalse();
        assertThat(count.open(InetAddress.getByName("192.0.2.2"))).isTrue();
        count.closed(greedy);
        assertThat(count.open(greedy)).isTrue();
    }

    @Test
    void aNetworkOfVersionSixIsOneAddress() throws Exception {
        assertThat(count.open(InetAddress.getByName("2001:db8::1"))).isTrue();
        assertThat(count.open(InetAddress.getByName("2001:db8::2"))).isTrue();
        assertThat(count.open(InetAddress.getByName("2001:db8::3"))).isFalse();
        assertThat(count.open(InetAddress.getByName("2001:db8:0:1::1"))).isTrue();
    }
}
