package io.stanzacast.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's python3-slixmpp as a second, independent client. */
final class SlixmppSystemTest {
    @TempDir
    Path folder;

    @Test
    void logsInWithScramOverStartTlsJoinsAndChats() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            JsonNode first = server.firstStart();
            String output = Publisher.run(
                    "/usr/bin/python3",
                    ServerProcess.ROOT.resolve("server/src/test/python/chat.py").toString(),
                    Integer.toString(server.c2sPort()),
                    first.at("/owner/jid").asText(),
                    first.at("/owner/password").asText(),
                    first.at("/channel/room").asText(),
                    "wherefore art thou");
            assertThat(output)
                    .contains("mechanism=SCRAM-SHA-256")
                    .contains("tls=TLSv1.")
                    .contains("heard");
        }
    }
}
