package io.stanzacast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stanzacast.server.config.ConfigFile;
import io.stanzacast.xmpp.c2s.HostConfig;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ServerConfigTest {
    private static final Path CONF =
            Path.of(System.getProperty("logback.configurationFile")).getParent();
    /** What a room's form takes is named in one comment. */
    private static final String NOT_SPELLED_OUT = "room-defaults";

    @Test
    void theShippedFileIsTheDefaults() throws Exception {
        assertThat(ServerConfig.read(Optional.of(CONF.resolve("stanzacast.yaml"))))
                .isEqualTo(ServerConfig.of("localhost"));
    }

    @Test
    void theShippedFileHasEveryKey() throws Exception {
        JsonNode file =
                new YAMLMapper().readTree(CONF.resolve("stanzacast.yaml").toFile());
        assertThat(keys("", file)).containsExactlyElementsOf(keys("", ConfigFile.tree(ServerConfig.of("localhost"))));
    }

    private static Set<String> keys(String path, JsonNode node) {
        Set<String> keys = new TreeSet<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(NOT_SPELLED_OUT)) {
                keys.add(path + name);
                keys.addAll(keys(path + name + ".", node.get(name)));
            }
        }
        if (node.isArray()) {
            node.forEach(entry -> keys.addAll(keys(path + "[].", entry)));
        }
        return keys;
    }

    @Test
    void theBenchFileIsValid() throws Exception {
        ServerConfig bench = ServerConfig.read(Optional.of(CONF.resolve("bench.yaml")));
        assertThat(bench.xmpp().hosts()).extracting(HostConfig::domain).contains("anon.localhost");
        assertThat(bench.http().address()).isEqualTo("127.0.0.1");
        assertThat(bench.xmpp().c2s().address()).isEqualTo("127.0.0.1");
        assertThat(bench.media().rtmp().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void allDomainsFollowFromTheSites() {
        ServerConfig site = ServerConfig.of("example.org");
        assertThat(ConfigFile.tree(site).toString()).doesNotContain("localhost");
    }

    @Test
    void anOffsetMovesEveryPort() {
        ServerConfig moved = ServerConfig.of("localhost").withPortOffset(1000);
        assertThat(moved.http().port()).isEqualTo(9080);
        assertThat(moved.xmpp().c2s().port()).isEqualTo(6222);
        assertThat(moved.xmpp().c2s().directTlsPort()).isEqualTo(6223);
        assertThat(moved.media().rtmp().port()).isEqualTo(2935);
        assertThatThrownBy(() -> ServerConfig.of("localhost").withPortOffset(60_000))
                .hasMessageContaining("--port-offset: 60000")
                .hasMessageContaining("expected: 1..65535");
    }
}
