package io.stanzacast.xmpp.stream;

import org.jspecify.annotations.Nullable;

/**
 * What opens a stream (RFC 6120 §4.7); BOSH and WebSocket carry the same in their own elements.
 *
 * @param namespace the content namespace, {@code jabber:client} or {@code jabber:server}
 * @param to the host meant, as sent, not yet prepared
 * @param from as sent
 * @param id given by the receiving side
 * @param version as sent, such as {@code 1.0}; null is a stream of before RFC 3920
 * @param language {@code xml:lang}
 */
public record StreamHeader(
        String namespace,
        @Nullable String to,
        @Nullable String from,
        @Nullable String id,
        @Nullable String version,
        @Nullable String language) {
    public static final String NS = "http://etherx.jabber.org/streams";
}
