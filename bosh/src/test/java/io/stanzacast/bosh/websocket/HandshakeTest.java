package io.stanzacast.bosh.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.bosh.web.FakeStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final MovableClock clock = new MovableClock();
    private final FakeStream.Acceptor streams = new FakeStream.Acceptor();

    private final List<EmbeddedPeer> peers = new ArrayList<>();

    @AfterEach
    void releaseWhatNobodyRead() {
        peers.forEach(EmbeddedPeer::release);
    }

    private EmbeddedPeer peer(WebSocketHandler handler) {
        EmbeddedPeer peer = new EmbeddedPeer(handler);
        peers.add(peer);
        return peer;
    }

    @Test
    @DisplayName("RFC 7395 §3.1: the subprotocol xmpp is agreed on")
    void agreesOnTheSubprotocol() {
        EmbeddedPeer peer = peer(handler(config(null, null, null)));
        assertThat(peer.upgrade("Sec-WebSocket-Protocol: chat, xmpp"))
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .containsIgnoringCase("\r\nsec-websocket-protocol: xmpp\r\n")
                .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .doesNotContainIgnoringCase("sec-websocket-extensions");
        assertThat(streams.streams).hasSize(1);
        assertThat(peer.channel().pipeline().names()).noneMatch(name -> name.contains("HttpObjectAggregator"));
    }

    @Test
    @DisplayName("RFC 7395 §3.1: without the subprotocol xmpp there is no upgrade")
    void refusesWithoutTheSubprotocol() {
        EmbeddedPeer peer = peer(handler(config(null, null, null)));
        assertThat(peer.upgrade()).startsWith("HTTP/1.1 400 ");
        assertThat(peer.upgrade("Sec-WebSocket-Protocol: chat")).startsWith("HTTP/1.1 400 ");
        assertThat(peer.isOpen()).isTrue();
        assertThat(streams.streams).isEmpty();
    }

    @Test
    @DisplayName("RFC 6455 §4.2.2: other versions learn the one that is spoken")
    void namesItsVersion() {
        EmbeddedPeer peer = peer(handler(config(null, null, null)));
        assertThat(peer.request(
                        "GET /xmpp-websocket HTTP/1.1",
                        "Host: example.org",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 8",
                        "Sec-WebSocket-Protocol: xmpp"))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("\r\nsec-websocket-version: 13\r\n");
    }

    @Test
    void tellsPeopleWhatTheAddressIsFor() {
        EmbeddedPeer peer = peer(handler(config(null, null, null)));
        assertThat(peer.request("GET /xmpp-websocket HTTP/1.1", "Host: example.org"))
                .startsWith("HTTP/1.1 426 ")
                .contains("XMPP over WebSocket");
    }

    @Test
    void refusesAHandshakeWithoutKey() {
        EmbeddedPeer peer = peer(handler(config(null, null, null)));
        assertThat(peer.request(
                        "GET /xmpp-websocket HTTP/1.1",
                        "Host: example.org",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Protocol: xmpp"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(streams.streams).isEmpty();
    }

    @Test
    @DisplayName("RFC 6455 §10.2: pages of foreign origins are refused")
    void refusesForeignPages() {
        WebSocketHandler handler = handler(config(null, null, List.of("https://friend.example:8443")));
        String xmpp = "Sec-WebSocket-Protocol: xmpp";
        assertThat(peer(handler).upgrade(xmpp, "Origin: https://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(peer(handler).upgrade(xmpp, "Origin: null")).startsWith("HTTP/1.1 403 ");
        assertThat(peer(handler).upgrade(xmpp, "Origin: https://friend.example"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(peer(handler).upgrade(xmpp, "Origin: https://friend.example:8443"))
                .startsWith("HTTP/1.1 101 ");
        assertThat(peer(handler).upgrade(xmpp, "Origin: https://example.org")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void limitsUpgradesPerAddress() {
        WebSocketHandler handler = handler(config(3, null, null));
        for (int i = 0; i < 3; i++) {
            peer(handler).upgraded();
        }
        assertThat(peer(handler).upgrade("Sec-WebSocket-Protocol: xmpp"))
                .startsWith("HTTP/1.1 429 ")
                .containsIgnoringCase("retry-after");
        clock.now = clock.now.plus(Duration.ofSeconds(20));
        peer(handler).upgraded();
        assertThat(peer(handler).upgrade("Sec-WebSocket-Protocol: xmpp")).startsWith("HTTP/1.1 429 ");
    }

    @Test
    void limitsSessionsPerAddressUntilOneCloses() {
        WebSocketHandler handler = handler(config(0, 2, null));
        EmbeddedPeer first = peer(handler).upgraded();
        peer(handler).upgraded();
        assertThat(peer(handler).upgrade("Sec-WebSocket-Protocol: xmpp")).startsWith("HTTP/1.1 503 ");
        first.channel().close();
        peer(handler).upgraded();
        assertThat(handler.size()).isEqualTo(2);
    }

    private WebSocketHandler handler(WebSocketConfig config) {
        return new WebSocketHandler(config, streams, clock);
    }

    private static WebSocketConfig config(
            @Nullable Integer upgrades, @Nullable Integer perAddress, @Nullable List<String> origins) {
        return new WebSocketConfig(null, null, null, null, null, perAddress, upgrades, null, origins, null);
    }

    private static final class MovableClock extends Clock {
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
