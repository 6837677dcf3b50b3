package io.stanzacast.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers send to every port: each gets a clean error or a close, and a chat that goes on beside it notices nothing. */
final class HostileInputSystemTest {
    private static final String HEADER = "<?xml version='1.0'?><stream:stream to='guest.localhost' version='1.0' "
            + "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static SmackUser bystander;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(folder.resolve("data"));
        JsonNode first = server.firstStart();
        bystander = SmackUser.join(
                server, first.get("owner"), first.at("/channel/room").asText(), "bystander");
    }

    @AfterAll
    static void stop() throws Exception {
        if (bystander != null) {
            bystander.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Sends all of it, as far as the server takes it, and returns what came back until the close. */
    private static String send(Socket socket, byte[]... pieces) throws IOException {
        socket.setSoTimeout(60_000);
        Thread writer = new Thread(() -> {
            try {
                OutputStream out = socket.getOutputStream();
                for (byte[] piece : pieces) {
                    out.write(piece);
                    out.flush();
                }
            } catch (IOException closedWhileWriting) {
                // expected: the server need not read to the end of an attack
            }
        });
        writer.start();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("still open after a minute, received: " + received);
        } catch (IOException reset) {
            // a reset is a close too
        }
        return received.toString(StandardCharsets.UTF_8);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        return socket;
    }

    /** A TLS connection to the direct port, so that guests may log in. */
    private static Socket connectTls() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.directTlsPort());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void othersNoticeNothing() throws Exception {
        String text = "still here " + System.nanoTime();
        bystander.say(text);
        await().atMost(Duration.ofSeconds(10)).until(() -> bystander.heard(text));
    }

    @Test
    void garbageOnEveryPortIsClosed() throws Exception {
        Random random = new Random(7);
        int[] ports = {server.c2sPort(), server.directTlsPort(), server.httpPort(), server.rtmpPort()};
        for (int port : ports) {
            for (int round = 0; round < 8; round++) {
                byte[] garbage = new byte[4096];
                random.nextBytes(garbage);
                garbage[0] = (byte) (round % 2 == 0 ? 0xff : garbage[0]);
                if (port == server.httpPort()) {
                    garbage = ascii("\u0001\u0002 nonsense " + round + "\r\n\r\n");
                }
                send(connect(port), garbage);
            }
        }
        othersNoticeNothing();
    }

    @Test
    void aStanzaOfTenMegabytesIsRefused() throws Exception {
        byte[] piece = ascii("x".repeat(1 << 20));
        String answer = send(
                connect(server.c2sPort()),
                ascii(HEADER + "<message><body>"),
                piece,
                piece,
                piece,
                piece,
                piece,
                piece,
                piece,
                piece,
                piece,
                piece);
        assertThat(answer).contains("<policy-violation").endsWith("</stream:stream>");
        othersNoticeNothing();
    }

    @Test
    void aHundredThousandNestedElementsAreRefused() throws Exception {
        String answer = send(connect(server.c2sPort()), ascii(HEADER), ascii("<a>".repeat(100_000)));
        assertThat(answer).contains("<policy-violation").endsWith("</stream:stream>");
        othersNoticeNothing();
    }

    @Test
    void aDocumentTypeIsRefused() throws Exception {
        String answer = send(
                connect(server.c2sPort()),
                ascii("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>]>" + HEADER.substring(21)
                        + "<message>&lol;</message>"));
        assertThat(answer).contains("<restricted-xml").endsWith("</stream:stream>");
        othersNoticeNothing();
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        String answer = send(
                connect(server.c2sPort()),
                ascii(HEADER + "<message><body>"),
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                ascii("</body></message>"));
        assertThat(answer)
                .containsAnyOf("<unsupported-encoding", "<not-well-formed", "<bad-format")
                .endsWith("</stream:stream>");
        othersNoticeNothing();
    }

    @Test
    void chunksThatClaimTwoGigabytesAreRefused() throws Exception {
        byte[] handshake = new byte[1 + 1536 + 1536];
        handshake[0] = 3;
        // fmt 0 on chunk stream 3: timestamp 0, length 0xffffff, type 20; many streams, so that claims add up to
        // gigabytes
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int id = 3; id < 63; id++) {
            chunks.write(id);
            chunks.writeBytes(new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 20, 0, 0, 0, 0});
            chunks.writeBytes(new byte[128]);
        }
        send(
                connect(server.rtmpPort()),
                handshake,
                new byte[] {2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0x7f, -1, -1, -1},
                chunks.toByteArray());
        othersNoticeNothing();
    }

    @Test
    void aClientThatNeverReadsIsCutAndMemoryStaysFlat() throws Exception {
        long before = server.residentKiB();
        try (Socket guest = connectTls()) {
            guest.setReceiveBufferSize(4096);
            guest.setSoTimeout(30_000);
            OutputStream out = guest.getOutputStream();
            out.write(ascii(HEADER + "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"));
            readUntil(guest, "<success");
            out.write(ascii(HEADER + "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"));
            readUntil(guest, "</bind>");
            String ping =
                    "<iq type='get' id='%d' to='guest.localhost'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
            boolean cut = false;
            try {
                for (int i = 0; i < 2_000_000; i++) {
                    out.write(ascii(String.format(ping, i)));
                }
            } catch (IOException closed) {
                cut = true;
            }
            assertThat(cut).as("the connection is cut, or reading stops").isTrue();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer to a login", e);
        }
        assertThat(server.residentKiB() - before).as("growth in KiB").isLessThan(200_000);
        othersNoticeNothing();
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder received = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (received.indexOf(text) < 0) {
            int n = socket.getInputStream().read(buffer);
            if (n < 0) {
                throw new AssertionError("closed: " + received);
            }
            received.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
    }
}
