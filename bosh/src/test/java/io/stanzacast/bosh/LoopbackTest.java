package io.stanzacast.bosh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.stanzacast.bosh.web.FakeStream;
import io.stanzacast.bosh.websocket.WebSocketConfig;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real sockets, each session on the loop of its connection and other connections on others. */
@Timeout(60)
class LoopbackTest {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(3, NioIoHandler.newFactory());
    private final FakeStream.Acceptor streams = new FakeStream.Acceptor();
    private final BoshHandler bosh = new BoshHandler(BoshConfig.defaults(), streams);
    private final WebSocketHandler webSocket =
            new WebSocketHandler(WebSocketConfig.defaults(), streams, Clock.systemUTC());
    private final SmallFront front = new SmallFront(loops, bosh, webSocket);

    @AfterEach
    void stop() {
        front.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void cutsOffAWebSocketThatNeverReads() throws Exception {
        try (Socket socket = upgraded()) {
            await().until(() -> streams.streams.size() == 1);
            Transport transport = streams.last().transport();
            Element large = Element.builder("message", Stanza.NS)
                    .childText("body", "x".repeat(100_000))
                    .build();
            for (int i = 0; i < 1000; i++) {
                transport.executor().execute(() -> transport.send(large));
            }
            await().atMost(20, TimeUnit.SECONDS).until(() -> !ends().isEmpty());
            assertThat(ends()).singleElement().asString().startsWith("policy-violation: unsent bytes: ");
            await().atMost(20, TimeUnit.SECONDS).until(() -> webSocket.size() == 0);
        }
    }

    @Test
    void keepsTheOrderOfRequestsOverManyConnections() throws Exception {
        try (Socket first = new Socket("127.0.0.1", front.port());
                Socket second = new Socket("127.0.0.1", front.port());
                Socket third = new Socket("127.0.0.1", front.port())) {
            List<Socket> sockets = List.of(first, second, third);
            List<String> received = new CopyOnWriteArrayList<>();
            streams.prepare = stream -> stream.whenReceived =
                    element -> received.add(element.attribute("id").orElse(""));
            String created = post(first, "rid='1000' to='example.org' wait='60' hold='1'", "");
            String sid = created.replaceFirst("(?s).* sid='([^']+)'.*", "$1");
            for (int i = 1; i <= 300; i++) {
                Socket socket = sockets.get(i % 3);
                Transport transport = streams.last().transport();
                write(socket, "rid='" + (1000 + i) + "' sid='" + sid + "'", "<iq type='result' id='" + i + "'/>");
                int expected = i;
                await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> received.size() == expected);
                transport.executor().execute(() -> transport.send(Element.of("a", Stanza.NS)));
                assertThat(read(socket)).contains("<a xmlns='jabber:client'/>");
            }
            assertThat(received).hasSize(300).first().isEqualTo("1");
            bosh.close();
            assertThat(post(second, "rid='1301' sid='" + sid + "'", "")).contains("condition='system-shutdown'");
            assertThat(post(second, "rid='1' to='example.org'", "")).contains("condition='system-shutdown'");
        }
    }

    @Test
    void tellsWebSocketsOfTheShutdown() throws Exception {
        try (Socket socket = upgraded()) {
            await().until(() -> streams.streams.size() == 1);
            webSocket.close();
            InputStream in = socket.getInputStream();
            StringBuilder all = new StringBuilder();
            while (all.indexOf("<close ") < 0) {
                all.append((char) in.read());
            }
            assertThat(all).contains("<system-shutdown ");
        }
    }

    private List<String> ends() {
        return List.copyOf(streams.last().ends);
    }

    private Socket upgraded() throws Exception {
        Socket socket = new Socket("127.0.0.1", front.port());
        socket.getOutputStream()
                .write(
                        ("GET /xmpp-websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                        + "Sec-WebSocket-Protocol: xmpp\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String post(Socket socket, String attributes, String payload) throws Exception {
        write(socket, attributes, payload);
        return read(socket);
    }

    private static void write(Socket socket, String attributes, String payload) throws Exception {
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' " + attributes + ">" + payload + "</body>";
        socket.getOutputStream()
                .write(("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The content of a whole response. */
    private static String read(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().replaceFirst("(?is).*content-length: ([0-9]+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.US_ASCII);
    }
}
