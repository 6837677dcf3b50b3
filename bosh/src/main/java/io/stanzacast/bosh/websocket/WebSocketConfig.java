package io.stanzacast.bosh.websocket;

import io.stanzacast.bosh.web.Origins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * XMPP over WebSocket. An absent value takes its default.
 *
 * @param enabled default true
 * @param path on the HTTP listener; default {@code /xmpp-websocket}
 * @param maxMessageBytes of one stanza, all fragments together, 10 000 to 16 777 216; default 262 144
 * @param maxOutgoingBytes that may wait for a slow reader before it is cut off, 65 536 to 268 435 456; default 2 097 152
 * @param maxSessions in all, 1 to 1 000 000; default 100 000
 * @param maxSessionsPerAddress 1 to 1 000 000, an address being an IPv4 address or an IPv6 network of 64 bits; default 1000
 * @param upgradesPerMinute from one address, that many at once, 0 to 1 000 000, 0 without limit; default 300
 * @param pingSeconds silence before the server pings, and then before it gives up, 5 to 3600; default 60
 * @param allowedOrigins of pages on other hosts; the own host's pages always may; default none
 * @param considerSecure whether plain HTTP from other machines counts as secure, because a proxy adds TLS; loopback and TLS always do;
 *     default false
 */
public record WebSocketConfig(
        @Nullable Boolean enabled,
        @Nullable String path,
        @Nullable Integer maxMessageBytes,
        @Nullable Integer maxOutgoingBytes,
        @Nullable Integer maxSessions,
        @Nullable Integer maxSessionsPerAddress,
        @Nullable Integer upgradesPerMinute,
        @Nullable Integer pingSeconds,
        @Nullable List<String> allowedOrigins,
        @Nullable Boolean considerSecure) {
    public WebSocketConfig {
        enabled = enabled == null || enabled;
        path = path == null ? "/xmpp-websocket" : path;
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: /…)");
        }
        maxMessageBytes = within("max-message-bytes", maxMessageBytes, 262_144, 10_000, 16 << 20);
        maxOutgoingBytes = within("max-outgoing-bytes", maxOutgoingBytes, 2 << 20, 65_536, 256 << 20);
        maxSessions = within("max-sessions", maxSessions, 100_000, 1, 1_000_000);
        maxSessionsPerAddress = within("max-sessions-per-address", maxSessionsPerAddress, 1000, 1, 1_000_000);
        upgradesPerMinute = within("upgrades-per-minute", upgradesPerMinute, 300, 0, 1_000_000);
        pingSeconds = within("ping-seconds", pingSeconds, 60, 5, 3600);
        allowedOrigins = Origins.checked("allowed-origins", allowedOrigins);
        considerSecure = considerSecure != null && considerSecure;
    }

    public static WebSocketConfig defaults() {
        return new WebSocketConfig(null, null, null, null, null, null, null, null, null, null);
    }

    private static int within(String key, @Nullable Integer value, int absent, int min, int max) {
        int number = value == null ? absent : value;
        if (number < min || number > max) {
            throw new IllegalArgumentException(key + ": " + number + " (expected: " + min + ".." + max + ")");
        }
        return number;
    }
}
