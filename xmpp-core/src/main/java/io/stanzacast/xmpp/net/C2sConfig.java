package io.stanzacast.xmpp.net;

import io.stanzacast.xmpp.xml.DecoderLimits;
import java.time.Duration;

/**
 * Where clients connect over TCP, and what they may take of it.
 *
 * @param address to listen on; {@code 0.0.0.0} is every one of IPv4, {@code ::} every one
 * @param port for STARTTLS, 0 to 65535; 0 is any free one, -1 is off
 * @param directTlsPort for TLS from the first byte (XEP-0368), as {@code port}
 * @param maxConnections on both ports, 1 to 1 000 000; more are closed at once
 * @param maxConnectionsPerAddress of them from one address (IPv6: from one /64), 1 to 1 000 000
 * @param maxStanzaBytes of one first-level element, 10 000 (RFC 6120 §13.12) to 64 Mi
 * @param maxStanzaBytesBeforeLogin as {@code maxStanzaBytes}, until SASL succeeds
 * @param maxPendingBytes that a client has not taken yet, 64 Ki to 256 Mi; beyond it the connection is closed
 * @param maxPendingAge of such bytes, 1 s to 10 min; beyond it the connection is closed
 * @param handshakeTimeout of TLS, 1 s to 1 min
 */
public record C2sConfig(
        String address,
        int port,
        int directTlsPort,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxStanzaBytes,
        int maxStanzaBytesBeforeLogin,
        int maxPendingBytes,
        Duration maxPendingAge,
        Duration handshakeTimeout) {
    public C2sConfig {
        if (address.isBlank()) {
            throw new IllegalArgumentException("address: empty (expected: an IP address or a host name)");
        }
        check("port", port, -1, 65535);
        check("direct-tls-port", directTlsPort, -1, 65535);
        check("max-connections", maxConnections, 1, 1_000_000);
        check("max-connections-per-address", maxConnectionsPerAddress, 1, 1_000_000);
        check("max-stanza-bytes", maxStanzaBytes, 10_000, 64 * 1024 * 1024);
        check("max-stanza-bytes-before-login", maxStanzaBytesBeforeLogin, 10_000, 64 * 1024 * 1024);
        check("max-pending-bytes", maxPendingBytes, 64 * 1024, 256 * 1024 * 1024);
        check("max-pending-age", maxPendingAge, Duration.ofSeconds(1), Duration.ofMinutes(10));
        check("handshake-timeout", handshakeTimeout, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    public static C2sConfig defaults() {
        return new C2sConfig(
                "0.0.0.0",
                5222,
                5223,
                50_000,
                1000,
                256 * 1024,
                64 * 1024,
                2 * 1024 * 1024,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /** Another address and other ports, all else the same. */
    public C2sConfig at(String newAddress, int newPort, int newDirectTlsPort) {
        return new C2sConfig(
                newAddress,
                newPort,
                newDirectTlsPort,
                maxConnections,
                maxConnectionsPerAddress,
                maxStanzaBytes,
                maxStanzaBytesBeforeLogin,
                maxPendingBytes,
                maxPendingAge,
                handshakeTimeout);
    }

    DecoderLimits limitsBeforeLogin() {
        return DecoderLimits.BEFORE_LOGIN.withMaxBytes(maxStanzaBytesBeforeLogin);
    }

    DecoderLimits limits() {
        return DecoderLimits.AUTHENTICATED.withMaxBytes(maxStanzaBytes);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }

    private static void check(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
