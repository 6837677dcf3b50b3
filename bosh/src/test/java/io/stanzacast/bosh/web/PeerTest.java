package io.stanzacast.bosh.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PeerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void takesTheAddressThatATrustedProxyNames() throws Exception {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 4711);
        channel.attr(Peer.REMOTE_ADDRESS).set(client);
        assertThat(Peer.of(channel, false)).isEqualTo(new Peer(client, false));
        assertThat(Peer.of(channel, true)).isEqualTo(new Peer(client, true));
    }

    @Test
    void callsTlsSecure() throws Exception {
        channel.attr(Peer.REMOTE_ADDRESS).set(new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 4711));
        channel.pipeline().addLast(SslContextBuilder.forClient().build().newHandler(channel.alloc()));
        assertThat(Peer.of(channel, false).secure()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void callsThisMachineSecure() {
        assertThat(Peer.of(channel, false).secure()).isTrue();
    }

    @Test
    void countsIpv6NetworksAsOneAddress() throws Exception {
        assertThat(block("2001:db8:1:2:3:4:5:6")).isEqualTo(block("2001:db8:1:2:ffff::1"));
        assertThat(block("2001:db8:1:2::1")).isNotEqualTo(block("2001:db8:1:3::1"));
        assertThat(block("192.0.2.1")).isNotEqualTo(block("192.0.2.2"));
    }

    @Test
    void keepsTheQuotaInAllAndPerAddress() throws Exception {
        SessionQuota quota = new SessionQuota(3, 2);
        assertThat(quota.take(block("192.0.2.1"))).isTrue();
        assertThat(quota.take(block("192.0.2.1"))).isTrue();
        assertThat(quota.take(block("192.0.2.1"))).isFalse();
        assertThat(quota.take(block("192.0.2.2"))).isTrue();
        assertThat(quota.take(block("192.0.2.3"))).isFalse();
        assertThat(quota.size()).isEqualTo(3);
        quota.release(block("192.0.2.1"));
        assertThat(quota.take(block("192.0.2.3"))).isTrue();
    }

    private static InetAddress block(String address) throws Exception {
        return AddressBlock.of(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
