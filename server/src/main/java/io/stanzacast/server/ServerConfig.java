package io.stanzacast.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.bosh.BoshConfig;
import io.stanzacast.bosh.websocket.WebSocketConfig;
import io.stanzacast.media.MediaConfig;
import io.stanzacast.policy.PolicyConfig;
import io.stanzacast.server.config.ConfigException;
import io.stanzacast.server.config.ConfigFile;
import io.stanzacast.server.http.HttpConfig;
import io.stanzacast.server.tls.CertificateConfig;
import io.stanzacast.xmpp.XmppConfig;
import io.stanzacast.xmpp.address.Jid;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration; it only nests what each part declares beside itself.
 *
 * @param domain of the site; the defaults of all other domains follow from it
 * @param database a JDBC address; none: SQLite in the data folder
 */
public record ServerConfig(
        String domain,
        @Nullable String database,
        CertificateConfig certificate,
        HttpConfig http,
        XmppConfig xmpp,
        BoshConfig bosh,
        WebSocketConfig websocket,
        MediaConfig media,
        PolicyConfig policy) {

    public ServerConfig {
        if (!Jid.parse(domain).isDomain()) {
            throw new IllegalArgumentException("domain: " + domain + " (expected: a host name)");
        }
    }

    /** What a site of that domain gets if its file says nothing more. */
    public static ServerConfig of(String domain) {
        return new ServerConfig(
                domain,
                null,
                CertificateConfig.none(),
                HttpConfig.defaults(),
                XmppConfig.of(domain),
                BoshConfig.defaults(),
                WebSocketConfig.defaults(),
                MediaConfig.defaults(),
                PolicyConfig.of(domain));
    }

    /** Reads {@code file} over the defaults of the domain it names. */
    public static ServerConfig read(Optional<Path> file) throws ConfigException {
        if (file.isEmpty()) {
            return of("localhost");
        }
        return ConfigFile.read(file.get(), ServerConfig.class, ServerConfig::defaultsOf);
    }

    static ServerConfig defaultsOf(JsonNode given) {
        return of(given.path("domain").asText("localhost"));
    }

    /** Moves every fixed port by {@code offset}, so that two servers run side by side. */
    ServerConfig withPortOffset(int offset) {
        return offset == 0
                ? this
                : new ServerConfig(
                        domain,
                        database,
                        certificate,
                        http.withPort(moved("http.port", http.port(), offset)),
                        xmpp.withPorts(port -> moved("xmpp.c2s", port, offset)),
                        bosh,
                        websocket,
                        media.withRtmpPort(moved("media.rtmp.port", media.rtmp().port(), offset)),
                        policy);
    }

    private static int moved(String key, int port, int offset) {
        if (port == 0) {
            return 0;
        }
        if (port + offset < 1 || port + offset > 65_535) {
            throw new IllegalArgumentException(
                    "--port-offset: " + offset + " makes " + key + " " + (port + offset) + " (expected: 1..65535)");
        }
        return port + offset;
    }
}
