package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeyThrottleTest {
    private final Hands clock = new Hands();
    private final KeyThrottle throttle = new KeyThrottle(3, clock);

    @Test
    void turnsANetworkAwayAfterItsWrongKeysAndForgetsThemAfterAMinute() throws Exception {
        ClientNetwork network = network("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.isThrottled(network)).isFalse();
            throttle.wrongKey(network);
        }
        assertThat(throttle.isThrottled(network)).isTrue();
        assertThat(throttle.isThrottled(network("192.0.2.2"))).isFalse();
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(throttle.isThrottled(network)).isFalse();
        assertThat(throttle.networks()).isZero();
    }

    @Test
    void remembersABoundedNumberOfNetworks() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            throttle.wrongKey(network("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(throttle.networks()).isEqualTo(10_000);
    }

    @Test
    void countsAWholeIpv6NetworkAsOne() throws Exception {
        assertThat(network("2001:db8:1:2:3:4:5:6")).isEqualTo(network("2001:db8:1:2::1"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
    }

    @Test
    void countsConnectionsInAllAndByNetwork() throws Exception {
        ConnectionCount count = new ConnectionCount(3, 2);
        assertThat(count.open(network("192.0.2.1"))).isTrue();
        assertThat(count.open(network("192.0.2.1"))).isTrue();
        assertThat(count.open(network("192.0.2.1"))).isFalse();
        assertThat(count.open(network("192.0.2.2"))).isTrue();
        assertThat(count.open(network("192.0.2.3"))).isFalse();
        count.closed(network("192.0.2.1"));
        assertThat(count.open(network("192.0.2.3"))).isTrue();
        assertThat(count.total()).isEqualTo(3);
    }

    private static ClientNetwork network(String address) throws UnknownHostException {
        return ClientNetwork.of(new InetSocketAddress(InetAddress.getByName(address), 1));
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
