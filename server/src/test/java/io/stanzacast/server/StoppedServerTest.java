package io.stanzacast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Stage;
import io.stanzacast.server.cli.Commands;
import io.stanzacast.server.cli.Terminal;
import io.stanzacast.xmpp.net.TlsContexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All commands, in this process, on files that no server has open. */
final class StoppedServerTest {
    @TempDir
    Path folder;

    private Path data;

    private record Done(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void makeSite() throws Exception {
        data = folder.resolve("data");
        try (DataFolder made = DataFolder.open(data)) {
            ServerConfig config = ServerConfig.of("localhost");
            new Services(config, made.database(config), TlsContexts.NONE, Stage.DEVELOPMENT).close();
        }
    }

    private Done run(String input, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--data", "data"));
        arguments.addAll(List.of(command));
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder);
        int code = Commands.commandLine(terminal, new StoppedServer()).execute(arguments.toArray(String[]::new));
        return new Done(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void refused(String line, String... command) {
        Done done = run("", command);
        assertThat(done.err()).hasLineCount(1).contains(line);
        assertThat(done.out()).isEmpty();
        assertThat(done.code()).isEqualTo(1);
    }

    @Test
    void accountsComeChangeAndGo() throws IOException {
        Done added = run("secret\n", "account", "add", "romeo");
        assertThat(added.code()).isZero();
        assertThat(added.out()).isEqualTo("added romeo@localhost\n");
        assertThat(added.err()).contains("no server is running");
        refused("is there already", "account", "add", "romeo@localhost", "--generate");
        JsonNode juliet =
                run("", "account", "add", "juliet", "--generate", "--json").json();
        assertThat(juliet.at("/by").asText()).isEqualTo("files");
        assertThat(juliet.at("/result/password").asText()).hasSize(24);
        assertThat(run("", "account", "list").out()).isEqualTo("juliet@localhost\nromeo@localhost\n");
        assertThat(run("other\r\n", "account", "password", "romeo").code()).isZero();
        assertThat(run("", "account", "remove", "romeo").out()).isEqualTo("removed romeo@localhost\n");
        assertThat(run("", "account", "list").out()).isEqualTo("juliet@localhost\n");
        refused("expected: one that there is", "account", "remove", "romeo");
        refused("expected: one that there is", "account", "password", "romeo", "--generate");
    }

    @Test
    void accountsThatCannotBeAreRefused() {
        refused("account: romeo@elsewhere (expected: at ", "account", "add", "romeo@elsewhere", "--generate");
        refused("expected: at ", "account", "add", "romeo@guest.localhost", "--generate");
        refused("(expected: localpart@domainpart)", "account", "add", "romeo@localhost/home", "--generate");
        refused("none on standard input", "account", "add", "romeo");
    }

    @Test
    void channelsAreMadeWithTheirRooms() throws IOException {
        JsonNode made = run("", "channel", "add", "one", "--title", "Первый", "--owner", "romeo", "--json")
                .json()
                .path("result");
        assertThat(made.path("streamKey").asText()).matches("[0-9a-f]{32}");
        assertThat(made.path("room").asText()).isEqualTo("one@rooms.localhost");
        assertThat(run("", "channel", "list").out()).contains("one", "offline", "Первый");
        Done shown = run("", "channel", "show", "one");
        assertThat(shown.out())
                .contains("romeo@localhost", "one@rooms.localhost")
                .doesNotContain(made.path("streamKey").asText());
        assertThat(run("", "room", "list").out()).contains("one@rooms.localhost");
        assertThat(run("", "room", "show", "one").out()).contains("romeo@localhost owner");
        refused("not taken", "channel", "add", "one");
        refused("1 to 64 of a-z", "channel", "add", "One!");
        refused("at rooms.localhost", "channel", "add", "two", "--room", "two@elsewhere");
        refused("is the room of channel one", "room", "destroy", "one");
        refused("expected: one that there is", "channel", "show", "two");
        refused("expected: one that there is", "room", "show", "two");
        refused("expected: one that there is", "room", "destroy", "two");
    }

    @Test
    void broadcastsNeedAServer() {
        assertThat(run("", "channel", "add", "one").code()).isZero();
        assertThat(run("", "broadcast", "status").out()).contains("one", "off air");
        refused("the server is not running", "broadcast", "start", "one");
        refused("the server is not running", "broadcast", "stop", "one");
    }

    @Test
    void aBackupComesBackAndTheFormerDatabaseIsKept() throws IOException {
        assertThat(run("", "account", "add", "before", "--generate").code()).isZero();
        assertThat(run("", "backup", "copy.db").code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("copy.db"))))
                .isEqualTo("rw-------");
        refused("is there already", "backup", "copy.db");
        refused("in a folder that there is", "backup", "nowhere/copy.db");
        assertThat(run("", "account", "add", "after", "--generate").code()).isZero();
        Done restored = run("", "restore", "copy.db");
        assertThat(restored.code()).isZero();
        assertThat(data.resolve("before-restore.db")).exists();
        assertThat(run("", "account", "list").out()).isEqualTo("before@localhost\n");
        assertThat(run("", "restore", "data/before-restore.db").code()).isZero();
        assertThat(data.resolve("before-restore-2.db")).exists();
        assertThat(run("", "account", "list").out()).isEqualTo("after@localhost\nbefore@localhost\n");
    }

    @Test
    void whatIsNoBackupReplacesNothing() throws IOException {
        assertThat(run("", "account", "add", "romeo", "--generate").code()).isZero();
        Files.writeString(folder.resolve("letter.txt"), "Dear Juliet".repeat(1000));
        refused("is no database", "restore", "letter.txt");
        refused("expected: a backup", "restore", "missing.db");
        byte[] half = Files.readAllBytes(data.resolve("stanzacast.db"));
        Files.write(folder.resolve("half.db"), Arrays.copyOf(half, half.length / 2));
        refused("expected: a backup", "restore", "half.db");
        Files.createFile(folder.resolve("empty.db"));
        refused("expected: a backup", "restore", "empty.db");
        assertThat(run("", "account", "list").out()).isEqualTo("romeo@localhost\n");
    }

    @Test
    void aDamagedDatabaseCanBeReplaced() throws IOException {
        assertThat(run("", "account", "add", "romeo", "--generate").code()).isZero();
        assertThat(run("", "backup", "copy.db").code()).isZero();
        Files.write(data.resolve("stanzacast.db"), new byte[10_000]);
        Files.write(data.resolve("stanzacast.db-wal"), new byte[10_000]);
        assertThat(run("", "restore", "copy.db").err()).isEmpty();
        assertThat(run("", "account", "list").out()).isEqualTo("romeo@localhost\n");
    }

    @Test
    void filesThatAServerHasOpenAreLeftAlone() throws Exception {
        try (DataFolder held = DataFolder.open(data)) {
            assertThat(held.resolve("lock")).exists();
            refused("is in use", "account", "list");
            refused("is in use", "restore", "copy.db");
        }
    }

    @Test
    void theConfigurationOfTheLastStartHolds() throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), "domain: example.org\n");
        try (DataFolder held = DataFolder.open(data)) {
            held.remember(Optional.of(file));
        }
        assertThat(run("", "account", "add", "romeo", "--generate").out()).contains("romeo@example.org");
        Path other = Files.writeString(folder.resolve("other.yaml"), "domain: example.net\n");
        assertThat(run("", "account", "add", "romeo", "--generate", "--config", other.toString())
                        .out())
                .contains("romeo@example.net");
    }

    @Test
    void aFolderWithoutASiteIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        refused("has no site", "account", "list", "--data", "empty");
        refused("expected: a folder that there is", "account", "list", "--data", "missing");
    }

    @Test
    void configurationsAreChecked() throws IOException {
        Files.writeString(folder.resolve("good.yaml"), "domain: example.org\n");
        Files.writeString(folder.resolve("bad.yaml"), "http:\n  port: 99999\n");
        assertThat(run("", "check-config", "good.yaml").out()).contains("is good, for example.org");
        refused("http.port: 99999 (expected: 0..65535)", "check-config", "bad.yaml");
        refused("no such file", "check-config", "missing.yaml");
    }

    @Test
    void whatIsNotUnderstoodEndsWithTwoAndOneLine() {
        for (String[] command : new String[][] {
            {"fly"},
            {"account"},
            {"account", "add"},
            {"account", "list", "too", "much"},
            {"channel", "add", "a", "--huh"}
        }) {
            Done done = run("", command);
            assertThat(done.code()).as(String.join(" ", command)).isEqualTo(2);
            assertThat(done.err()).hasLineCount(1).contains("--help");
        }
    }

    @Test
    void helpAndCompletionNameEveryCommand() {
        assertThat(run("", "--help").out())
                .contains("account", "channel", "room", "broadcast", "check-config", "backup", "restore");
        assertThat(run("", "completion").out()).contains("bash", "stanzacast", "generate");
        assertThat(run("", "account", "add", "--help").out()).contains("standard input");
    }
}
