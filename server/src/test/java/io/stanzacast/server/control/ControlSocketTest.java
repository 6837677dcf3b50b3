package io.stanzacast.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {
    /** Answers with what it was asked. */
    private static final class Echo implements Verb {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Object run(Arguments arguments) throws Refusal {
            if (arguments.flag("refuse")) {
                throw new Refusal("no");
            }
            return Map.of("said", arguments.text("say"));
        }
    }

    @TempDir
    Path folder;

    private Path path;
    private ControlSocket socket;

    @BeforeEach
    void start() {
        path = folder.resolve(ControlSocket.NAME);
        socket = socket(Duration.ofSeconds(10));
    }

    private ControlSocket socket(Duration patience) {
        ControlSocket started = new ControlSocket(path, new Verbs(Set.of(new Echo())), patience);
        started.start();
        return started;
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static JsonNode ask(LineChannel lines, String request) throws IOException {
        lines.write(new ObjectMapper().readTree(request));
        return lines.read().orElseThrow();
    }

    @Test
    void onlyItsUserMayOpenIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void severalRequestsOnOneConnectionAreAnsweredInOrder() throws IOException {
        try (SocketChannel channel = connect()) {
            LineChannel lines = new LineChannel(channel, 1000);
            for (String word : List.of("one", "zwei", "три")) {
                assertThat(ask(lines, "{\"verb\":\"echo\",\"arguments\":{\"say\":\"" + word + "\"}}")
                                .at("/result/said")
                                .asText())
                        .isEqualTo(word);
            }
        }
    }

    @Test
    void whatIsWrongWithARequestIsSaidInOneLine() throws IOException {
        try (SocketChannel channel = connect()) {
            LineChannel lines = new LineChannel(channel, 1000);
            assertThat(ask(lines, "{\"verb\":\"echo\",\"arguments\":{\"refuse\":true}}"))
                    .hasToString("{\"refused\":\"no\"}");
            assertThat(ask(lines, "{\"verb\":\"fly\"}").path("refused").asText())
                    .isEqualTo("verb: fly (expected: echo)");
            assertThat(ask(lines, "{\"verb\":\"echo\"}").path("refused").asText())
                    .startsWith("say: missing");
            assertThat(ask(lines, "{\"verb\":\"echo\",\"arguments\":{\"say\":7}}")
                            .path("refused")
                            .asText())
                    .isEqualTo("say: NUMBER (expected: text)");
            assertThat(ask(lines, "[]").path("refused").asText()).startsWith("verb: ");
        }
    }

    @Test
    void whatIsNoJsonEndsTheConnection() throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("GET / HTTP/1.1\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(new LineChannel(channel, 1000).read()).isEmpty();
        }
    }

    @Test
    void aLineWithoutEndEndsTheConnection() throws IOException {
        try (SocketChannel channel = connect()) {
            ByteBuffer much = ByteBuffer.allocate(4 << 20); // more than a line may have and the socket buffers together
            assertThatThrownBy(() -> {
                        while (much.hasRemaining()) {
                            channel.write(much);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoSaysNothingIsSentAway() throws IOException {
        socket.close();
        socket = socket(Duration.ofMillis(50));
        try (SocketChannel channel = connect()) {
            assertThat(new LineChannel(channel, 1000).read()).isEmpty();
        }
    }

    @Test
    void connectionsBeyondTheEighthAreClosedAtOnce() throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int count = 0; count < 8; count++) {
                SocketChannel channel = connect();
                open.add(channel);
                ask(new LineChannel(channel, 1000), "{\"verb\":\"echo\"}");
            }
            try (SocketChannel ninth = connect()) {
                assertThat(new LineChannel(ninth, 1000).read()).isEmpty();
            }
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    @Test
    void whatAKilledServerLeftIsReplacedAndItsEndTakesTheSocketAway() throws IOException {
        socket.close();
        assertThat(path).doesNotExist();
        Files.writeString(path, "left");
        socket = socket(Duration.ofSeconds(10));
        try (SocketChannel channel = connect()) {
            assertThat(ask(new LineChannel(channel, 1000), "{\"verb\":\"echo\",\"arguments\":{\"say\":\"hi\"}}")
                            .has("result"))
                    .isTrue();
        }
    }

    @Test
    void aPathTooLongForASocketDoesNotStopTheServer() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(120)));
        try (ControlSocket none = new ControlSocket(deep.resolve("s"), new Verbs(Set.of()))) {
            none.start();
            assertThat(deep.resolve("s")).doesNotExist();
        }
    }
}
