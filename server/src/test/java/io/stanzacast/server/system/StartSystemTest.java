package io.stanzacast.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets when starting and stopping. */
final class StartSystemTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartPrintsEverythingOnceAndCtrlCStopsCleanly() throws Exception {
        ServerProcess server = ServerProcess.start(folder.resolve("data"));
        String publish = server.firstStart().at("/channel/publish").asText();
        String password = server.firstStart().at("/owner/password").asText();
        assertThat(server.output()).contains(publish).contains(password).contains("ffmpeg ");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/first-start.json"))))
                .isEqualTo("rw-------");
        assertThat(server.interrupt()).isIn(0, 130);
        assertThat(server.output()).doesNotContain("ERROR").doesNotContain("Exception");

        server.startAgain();
        try {
            assertThat(server.output()).doesNotContain(password).doesNotContain(publish);
        } finally {
            server.close();
        }
    }

    @Test
    void twoServersRunSideBySide() throws Exception {
        try (ServerProcess one = ServerProcess.start(folder.resolve("one"));
                ServerProcess two = ServerProcess.start(folder.resolve("two"))) {
            assertThat(one.get("/api/channels").body()).contains("demo");
            assertThat(two.get("/api/channels").body()).contains("demo");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        int offset = ServerProcess.freeOffset();
        try (ServerSocket taken = new ServerSocket(1935 + offset, 1, InetAddress.getLoopbackAddress())) {
            String output = ServerProcess.startAndFail(folder.resolve("data"), offset);
            assertThat(output)
                    .startsWith("exit 1\n")
                    .contains(Integer.toString(taken.getLocalPort()))
                    .contains("expected");
        }
    }

    @Test
    void anUnknownKeyIsNamed() throws Exception {
        assertThat(withConfig("http:\n  prot: 8080\n"))
                .startsWith("exit 1\n")
                .contains("http.prot")
                .contains("unknown key")
                .contains("port");
    }

    @Test
    void aValueOutOfRangeIsNamed() throws Exception {
        assertThat(withConfig("http:\n  port: 99999\n"))
                .startsWith("exit 1\n")
                .contains("http.port: 99999")
                .contains("expected: 0..65535");
    }

    private String withConfig(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), yaml);
        return ServerProcess.startAndFail(
                folder.resolve("data"), ServerProcess.freeOffset(), "--config", file.toString());
    }
}
