package io.stanzacast.bosh;

import io.stanzacast.bosh.web.Origins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * XMPP over BOSH. An absent value takes its default.
 *
 * @param enabled default true
 * @param path on the HTTP listener; default {@code /http-bind}
 * @param maxBodyBytes of a request, 10 000 to 16 777 216; default 524 288
 * @param maxOutgoingBytes that may wait for a client's next request before its session ends, 65 536 to 268 435 456; default 2 097 152
 * @param maxWaitSeconds a request is held, 1 to 60; default 60
 * @param maxHold requests held at a time, 1 to 8; default 1. One more may be under way
 * @param inactivitySeconds without any request until a session ends, 5 to 600; default 60
 * @param pollingSeconds between empty requests that are not held, 1 to 60; default 5
 * @param maxPauseSeconds a client may ask for, 5 to 3600; default 120
 * @param maxSessions in all, 1 to 1 000 000; default 100 000
 * @param maxSessionsPerAddress 1 to 1 000 000, an address being an IPv4 address or an IPv6 network of 64 bits; default 1000
 * @param allowedOrigins of pages on other hosts; the own host's pages always may; default none
 * @param considerSecure whether plain HTTP from other machines counts as secure, because a proxy adds TLS; loopback and TLS always do;
 *     default false
 */
public record BoshConfig(
        @Nullable Boolean enabled,
        @Nullable String path,
        @Nullable Integer maxBodyBytes,
        @Nullable Integer maxOutgoingBytes,
        @Nullable Integer maxWaitSeconds,
        @Nullable Integer maxHold,
        @Nullable Integer inactivitySeconds,
        @Nullable Integer pollingSeconds,
        @Nullable Integer maxPauseSeconds,
        @Nullable Integer maxSessions,
        @Nullable Integer maxSessionsPerAddress,
        @Nullable List<String> allowedOrigins,
        @Nullable Boolean considerSecure) {
    public BoshConfig {
        enabled = enabled == null || enabled;
        path = path == null ? "/http-bind" : path;
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: /…)");
        }
        maxBodyBytes = within("max-body-bytes", maxBodyBytes, 524_288, 10_000, 16 << 20);
        maxOutgoingBytes = within("max-outgoing-bytes", maxOutgoingBytes, 2 << 20, 65_536, 256 << 20);
        maxWaitSeconds = within("max-wait-seconds", maxWaitSeconds, 60, 1, 60);
        maxHold = within("max-hold", maxHold, 1, 1, 8);
        inactivitySeconds = within("inactivity-seconds", inactivitySeconds, 60, 5, 600);
        pollingSeconds = within("polling-seconds", pollingSeconds, 5, 1, 60);
        maxPauseSeconds = within("max-pause-seconds", maxPauseSeconds, 120, 5, 3600);
        maxSessions = within("max-sessions", maxSessions, 100_000, 1, 1_000_000);
        maxSessionsPerAddress = within("max-sessions-per-address", maxSessionsPerAddress, 1000, 1, 1_000_000);
        allowedOrigins = Origins.checked("allowed-origins", allowedOrigins);
        considerSecure = considerSecure != null && considerSecure;
    }

    public static BoshConfig defaults() {
        return new BoshConfig(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static int within(String key, @Nullable Integer value, int absent, int min, int max) {
        int number = value == null ? absent : value;
        if (number < min || number > max) {
            throw new IllegalArgumentException(key + ": " + number + " (expected: " + min + ".." + max + ")");
        }
        return number;
    }
}
