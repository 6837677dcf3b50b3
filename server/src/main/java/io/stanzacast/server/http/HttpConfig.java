package io.stanzacast.server.http;

import java.time.Duration;
import java.util.List;

/**
 * The HTTP listener.
 *
 * @param address to bind; loopback by default, since this listener speaks plain HTTP
 * @param port 0 to 65535, 0 for any free one
 * @param maxConnections in all, 1 to 1 000 000
 * @param maxConnectionsPerAddress 1 to 1 000 000; addresses of trusted proxies are not counted
 * @param maxBodyBytes of a request, 1 KiB to 64 MiB
 * @param idleTimeout without a whole request, 1 s to 1 h
 * @param writeTimeout in which a peer must take some of its answer (32 KiB, or the rest), 1 s to 10 min
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 */
public record HttpConfig(
        String address,
        int port,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxBodyBytes,
        Duration idleTimeout,
        Duration writeTimeout,
        List<String> trustedProxies) {

    public HttpConfig {
        expect(port >= 0 && port <= 65535, "port", port, "0..65535");
        expect(maxConnections >= 1 && maxConnections <= 1_000_000, "max-connections", maxConnections, "1..1000000");
        expect(
                maxConnectionsPerAddress >= 1 && maxConnectionsPerAddress <= 1_000_000,
                "max-connections-per-address",
                maxConnectionsPerAddress,
                "1..1000000");
        expect(maxBodyBytes >= 1024 && maxBodyBytes <= 64 << 20, "max-body-bytes", maxBodyBytes, "1024..67108864");
        expect(idleTimeout.toMillis() >= 1000 && idleTimeout.toHours() <= 1, "idle-timeout", idleTimeout, "PT1S..PT1H");
        expect(
                writeTimeout.toMillis() >= 1000 && writeTimeout.toMinutes() <= 10,
                "write-timeout",
                writeTimeout,
                "PT1S..PT10M");
        trustedProxies = List.copyOf(trustedProxies);
    }

    public static HttpConfig defaults() {
        return new HttpConfig(
                "127.0.0.1", 8080, 50_000, 10_000, 1 << 20, Duration.ofSeconds(75), Duration.ofSeconds(20), List.of());
    }

    public HttpConfig withPort(int newPort) {
        return new HttpConfig(
                address,
                newPort,
                maxConnections,
                maxConnectionsPerAddress,
                maxBodyBytes,
                idleTimeout,
                writeTimeout,
                trustedProxies);
    }

    private static void expect(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
        }
    }
}
