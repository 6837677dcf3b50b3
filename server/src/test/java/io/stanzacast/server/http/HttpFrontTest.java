package io.stanzacast.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The listener on a real socket, with the pages of the web client and the API. */
final class HttpFrontTest {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpFront front;

    private HttpFront front(int port, int maxConnections) {
        HttpConfig config = new HttpConfig(
                "127.0.0.1",
                port,
                maxConnections,
                maxConnections,
                1 << 20,
                Duration.ofSeconds(75),
                Duration.ofSeconds(20),
                List.of());
        JsonApi api = new JsonApi(
                new JsonApi.Site("localhost", "guest.localhost", "rooms.localhost", "/xmpp-websocket", "/http-bind"),
                () -> List.of(channel("demo")),
                name -> Optional.of(name)
                        .filter(List.of("demo", "unlisted")::contains)
                        .map(HttpFrontTest::channel));
        Routes routes = new Routes(Map.of("/", StaticPages.load(), "/api/", api));
        return new HttpFront(
                config,
                () -> new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class),
                routes,
                Clock.fixed(Instant.parse("1994-11-06T08:49:37Z"), ZoneOffset.UTC));
    }

    private static JsonApi.Channel channel(String name) {
        return new JsonApi.Channel(
                name,
                "Demo",
                "en",
                "live",
                "public",
                name + "@rooms.localhost",
                "/hls/" + name + "/index.m3u8",
                "/c/" + name,
                "/client/" + name);
    }

    @Test
    void showsAnUnlistedChannelToWhoKnowsItsName() throws Exception {
        assertThat(send("GET", "/api/channels").body()).contains("demo").doesNotContain("unlisted");
        assertThat(send("GET", "/api/channels/unlisted").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/channels/none").statusCode()).isEqualTo(404);
    }

    @BeforeEach
    void start() throws IOException {
        front = front(0, 2);
        front.start();
    }

    @AfterEach
    void stop() {
        front.close();
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesThePagesUnderAStrictPolicy() throws Exception {
        for (String path : List.of("/", "/c/demo")) {
            HttpResponse<String> page = send("GET", path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void letsBrowsersMakeNothingElseOfAnyAnswer() throws Exception {
        for (String path : List.of("/api/site", "/no-such-page", "/assets")) {
            HttpResponse<String> answer = send("GET", path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    @DisplayName("RFC 9112 §3.2 a request names its host once; RFC 6585 §5 headers have a limit")
    void refusesRequestsThatAreNotWhole() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void answersAKnownETagWithoutABody() throws Exception {
        String etag = send("GET", "/").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send("GET", "/", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void compressesForThoseWhoAskAndOnlyForThem() throws Exception {
        assertThat(send("GET", "/", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
        assertThat(send("GET", "/", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    @DisplayName("RFC 9110 §6.6.1 an origin server dates its answers; the example is §5.6.7's")
    void datesEveryAnswer() throws Exception {
        for (String path : List.of("/", "/api/site", "/no-such-page")) {
            assertThat(send("GET", path).headers().firstValue("Date")).hasValue("Sun, 06 Nov 1994 08:49:37 GMT");
        }
    }

    @Test
    void refusesOtherMethodsAndUnknownPages() throws Exception {
        assertThat(send("POST", "/").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/no-such-page").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/../pom.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsPagesOfChannels() throws Exception {
        assertThat(send("GET", "/api/channels").body()).contains("\"state\":\"live\"");
        assertThat(send("GET", "/api/channels/demo").body()).contains("\"playlist\":\"/hls/demo/index.m3u8\"");
        assertThat(send("GET", "/api/channels/other").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/api/site").body()).contains("guest.localhost");
        assertThat(send("DELETE", "/api/channels/demo").statusCode()).isEqualTo(405);
    }

    @Test
    void answersGarbageAndCloses() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.getOutputStream().write("GARBAGE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void closesConnectionsBeyondTheLimit() throws Exception {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), front.port());
                Socket two = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            ask(one);
            ask(two);
            try (Socket three = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
                assertThat(three.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /api/site HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(in.read()).isEqualTo('H');
    }

    @Test
    void namesThePortThatIsTaken() {
        HttpFront second = front(front.port(), 2);
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(front.port()))
                .hasMessageContaining("expected");
    }
}
