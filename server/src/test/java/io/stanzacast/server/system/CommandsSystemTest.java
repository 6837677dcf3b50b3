package io.stanzacast.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/stanzacast beside a running server, and after it. */
final class CommandsSystemTest {
    @TempDir
    Path folder;

    private record Done(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out).path("result");
        }
    }

    private Done run(String input, String... command) throws Exception {
        List<String> line = new ArrayList<>();
        line.add(ServerProcess.ROOT.resolve("scripts/stanzacast").toString());
        line.addAll(List.of(command));
        line.addAll(List.of("--data", "data"));
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Done(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void commandsReachTheRunningServerAndTheFilesAfterIt() throws Exception {
        String password = "correct horse battery staple";
        ServerProcess server = ServerProcess.start(folder.resolve("data"));
        String key;
        try {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("data/control.sock"))))
                    .isEqualTo("rw-------");
            Done added = run(password + "\n", "account", "add", "romeo");
            assertThat(added.err()).isEqualTo("(by the running server)\n");
            assertThat(added.code()).isZero();
            JsonNode made = run("", "channel", "add", "balcony", "--owner", "romeo", "--json")
                    .json();
            key = made.path("streamKey").asText();
            assertThat(server.get("/api/channels/balcony").body()).contains("\"offline\"");

            JsonNode romeo = new ObjectMapper()
                    .createObjectNode()
                    .put("jid", "romeo@localhost")
                    .put("password", password);
            SmackUser user = SmackUser.join(server, romeo, made.path("room").asText(), "romeo");
            assertThat(run("", "broadcast", "start", "balcony").out()).contains("yes");
            try (Publisher publisher =
                    Publisher.start(Publisher.file(folder), "rtmp://127.0.0.1:" + server.rtmpPort() + "/live/" + key)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> run("", "channel", "show", "balcony", "--json")
                                .json()
                                .path("state")
                                .asText()
                                .equals("live"));
                assertThat(run("", "broadcast", "start", "balcony").code()).isEqualTo(1);
                JsonNode stopped =
                        run("", "broadcast", "stop", "balcony", "--json").json();
                assertThat(stopped.path("onAir").asBoolean()).isFalse();
                assertThat(stopped.path("state").asText()).isEqualTo("offline");
                assertThat(run("", "broadcast", "stop", "balcony").err()).contains("off air already");
            }
            assertThat(run("", "room", "show", "balcony", "--json")
                            .json()
                            .path("occupants")
                            .asInt())
                    .isEqualTo(2);
            assertThat(run("", "backup", "copy.db").code()).isZero();
            assertThat(run("", "account", "remove", "romeo").code()).isZero();
            await().until(() -> !user.isConnected());
            assertThat(run("", "restore", "copy.db").err()).contains("running");
            assertThat(server.output()).doesNotContain(password).doesNotContain(key);
        } finally {
            server.close();
        }

        Done list = run("", "account", "list");
        assertThat(list.err()).contains("no server is running");
        assertThat(list.out()).doesNotContain("romeo");
        assertThat(run("", "broadcast", "start", "balcony").code()).isEqualTo(1);
        assertThat(run("", "restore", "copy.db").code()).isZero();
        assertThat(run("", "channel", "add", "garden").code()).isZero();

        server.startAgain();
        try {
            assertThat(run("", "account", "list").out()).contains("romeo@localhost");
            assertThat(server.get("/api/channels/garden").statusCode()).isEqualTo(200);
            server.kill();
            assertThat(folder.resolve("data/control.sock")).exists();
            assertThat(run("", "channel", "list").err()).contains("no server is running");
        } finally {
            server.close();
        }
    }
}
