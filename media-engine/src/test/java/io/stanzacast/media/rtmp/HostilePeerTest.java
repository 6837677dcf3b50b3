package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.media.live.StreamRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are no publishers, over real sockets: each is closed, and a real publisher is still served. */
class HostilePeerTest {
    private final ServerRig rig = ServerRig.start(OnBusy.REFUSE);

    @AfterEach
    void aPublisherIsStillServed() throws Exception {
        try (Publisher ffmpeg =
                Publisher.start(rig.url("secret-z"), "-f lavfi -i testsrc2=size=320x180:rate=25 -t 1 -c:v libx264")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
        } finally {
            rig.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000", "<stream:stream>", "\u0006"})
    void closesOnTheFirstForeignByte(String bytes) throws Exception {
        try (Socket peer = open()) {
            peer.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertClosed(peer);
        }
    }

    @Test
    void closesOnRandomBytesBehindTheHandshake() throws Exception {
        Random random = new Random(17);
        for (int i = 0; i < 20; i++) {
            try (Socket peer = open()) {
                shakeHands(peer);
                byte[] bytes = new byte[100_000];
                random.nextBytes(bytes);
                writeUntilClosed(peer, bytes, 100);
            }
        }
        await().until(() -> rig.registry.all().isEmpty());
    }

    @Test
    void closesOnAMessageThatClaimsMoreThanAStrangerMaySend() throws Exception {
        try (Socket peer = open()) {
            shakeHands(peer);
            peer.getOutputStream().write(HexFormat.of().parseHex("03000000ffffff1400000000"));
            assertClosed(peer);
        }
    }

    @Test
    void closesOnAChunkSizeOfTwoGigabytes() throws Exception {
        try (Socket peer = open()) {
            shakeHands(peer);
            peer.getOutputStream().write(HexFormat.of().parseHex("0200000000000401000000007fffffff"));
            assertClosed(peer);
        }
    }

    @Test
    void turnsAwayMoreConnectionsThanOneAddressMayHave() throws Exception {
        Socket[] peers = new Socket[100];
        try {
            for (int i = 0; i < peers.length; i++) {
                peers[i] = open();
            }
            try (Socket oneTooMany = open()) {
                assertClosed(oneTooMany);
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        RtmpServer second = new RtmpServer(
                RtmpConfig.defaults().withPort(rig.server.port()),
                rig::bootstrap,
                new StreamRegistry(),
                ServerRig.keys(OnBusy.REFUSE),
                Clock.systemUTC());
        assertThatThrownBy(second::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + rig.server.port())
                .hasMessageContaining("in use");
        assertThat(second.port()).isEqualTo(-1);
        second.close();
    }

    private Socket open() throws IOException {
        Socket peer = new Socket("127.0.0.1", rig.server.port());
        peer.setSoTimeout(20_000);
        return peer;
    }

    private static void shakeHands(Socket peer) throws IOException {
        byte[] blocks = new byte[1 + 1536 + 1536];
        blocks[0] = 3;
        peer.getOutputStream().write(blocks);
        assertThat(peer.getInputStream().readNBytes(1 + 1536 + 1536)).hasSize(3073);
    }

    private static void writeUntilClosed(Socket peer, byte[] bytes, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                peer.getOutputStream().write(bytes);
            }
        } catch (SocketException e) {
            return;
        }
        assertClosed(peer);
    }

    private static void assertClosed(Socket peer) throws IOException {
        InputStream in = peer.getInputStream();
        try {
            while (in.read() >= 0) {
                // Whatever it says, the end must come.
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
