package io.stanzacast.xmpp.net;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Certificates of hosts. Asked for each handshake, so that a new certificate holds for the next one. Called on event loops: must not block.
 * Safe for any thread.
 */
@FunctionalInterface
public interface TlsContexts {
    /** Nobody has a certificate. */
    TlsContexts NONE = host -> Optional.empty();

    /** @param host what the client asked for, not prepared; empty if it did not say. For an unknown one a default is better than none */
    Optional<SslContext> find(String host);

    /** The same for every host. */
    static TlsContexts of(SslContext context) {
        return host -> Optional.of(context);
    }

    /**
     * Reads a certificate for XMPP over TLS 1.2 and 1.3 (RFC 7590), with ALPN for those who ask for it (XEP-0368). Blocks.
     *
     * @param chain PEM, the host's own certificate first
     * @param key PEM, PKCS #8, without password
     */
    static SslContext read(Path chain, Path key) throws SSLException {
        return SslContextBuilder.forServer(chain.toFile(), key.toFile())
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "xmpp-client"))
                .build();
    }
}
