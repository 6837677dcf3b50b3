package io.stanzacast.xmpp.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts TLS beneath a stream, with the certificate of the host that the client names. Safe for any thread. */
final class TlsInsertion {
    /** Of a ClientHello; post-quantum key shares make it larger than one packet. */
    private static final int MOST_HELLO_BYTES = 16 * 1024;

    private final TlsContexts contexts;
    private final Duration timeout;

    TlsInsertion(TlsContexts contexts, Duration timeout) {
        this.contexts = contexts;
        this.timeout = timeout;
    }

    boolean isPossible(String host) {
        return contexts.find(host).isPresent();
    }

    /** @param host used if the client sends no server name (RFC 6066 §3) */
    void insert(Channel channel, String host) {
        channel.pipeline()
                .addFirst(
                        "tls",
                        new SniHandler(
                                (@Nullable String name) -> context(name == null ? host : name),
                                MOST_HELLO_BYTES,
                                timeout.toMillis()));
    }

    private SslContext context(String host) {
        return contexts.find(host).orElseThrow(() -> new IllegalArgumentException("no certificate for " + host));
    }
}
