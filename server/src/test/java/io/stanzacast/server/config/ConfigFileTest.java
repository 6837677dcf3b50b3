package io.stanzacast.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.server.http.HttpConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConfigFileTest {
    record Site(String domain, HttpConfig http) {}

    private static Site parse(String text) throws ConfigException {
        return ConfigFile.parse(
                "site.yaml",
                text,
                Site.class,
                given -> new Site(given.path("domain").asText("localhost"), HttpConfig.defaults()));
    }

    @Test
    void anEmptyFileIsTheDefaults() throws Exception {
        assertThat(parse("")).isEqualTo(new Site("localhost", HttpConfig.defaults()));
        assertThat(parse("# nothing\n")).isEqualTo(new Site("localhost", HttpConfig.defaults()));
    }

    @Test
    void keysAreMergedAndListsReplaced() throws Exception {
        Site site = parse("http:\n  idle-timeout: PT10S\n  trusted-proxies: ['127.0.0.1']\n");
        assertThat(site.http().idleTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(site.http().trustedProxies()).containsExactly("127.0.0.1");
        assertThat(site.http().port()).isEqualTo(8080);
    }

    @Test
    void errorsNameTheKeyAndWhatIsExpected() {
        assertThatThrownBy(() -> parse("http:\n  prot: 1\n"))
                .hasMessageContaining("http.prot: unknown key")
                .hasMessageContaining("port");
        assertThatThrownBy(() -> parse("http:\n  port: 70000\n"))
                .hasMessage("site.yaml: http.port: 70000 (expected: 0..65535)");
        assertThatThrownBy(() -> parse("http:\n  port: many\n"))
                .hasMessage("site.yaml: http.port: many (expected: a number)");
        assertThatThrownBy(() -> parse("http:\n  idle-timeout: long\n"))
                .hasMessage("site.yaml: http.idle-timeout: long (expected: a duration such as PT30S or PT2M)");
        assertThatThrownBy(() -> parse("http: yes\n"))
                .hasMessage("site.yaml: http: not as expected (expected: keys and values)");
        assertThatThrownBy(() -> parse("http:\n  trusted-proxies: 127.0.0.1\n"))
                .hasMessage("site.yaml: http.trusted-proxies: not as expected (expected: a list)");
        assertThatThrownBy(() -> parse("http:\n  port: 80.5\n")).hasMessageContaining("http.port");
        assertThatThrownBy(() -> parse("http: [\n")).hasMessageContaining("site.yaml, line ");
        assertThatThrownBy(() -> parse("domain: a\ndomain: b\n")).hasMessageContaining("domain");
        assertThatThrownBy(() -> parse("- a\n")).hasMessageContaining("expected: keys and values");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ConfigFile.read(Path.of("/no/such.yaml"), Site.class, given -> parseOrFail()))
                .hasMessage("/no/such.yaml: no such file");
    }

    private static Site parseOrFail() {
        throw new AssertionError("not to be asked");
    }
}
