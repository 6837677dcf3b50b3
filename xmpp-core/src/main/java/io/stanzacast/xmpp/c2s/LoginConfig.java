package io.stanzacast.xmpp.c2s;

import java.time.Duration;

/**
 * What is allowed before a resource is bound.
 *
 * @param timeout from connecting to binding, 1 s to 10 min
 * @param maxWaiting connections that have not bound yet, 1 to 1 000 000
 * @param maxWaitingPerAddress of them from one address (IPv6: from one /64), 1 to 1 000 000
 * @param attempts failed logins per connection, 1 to 100
 * @param hashIterations of new passwords, 4096 to 10 000 000
 */
public record LoginConfig(
        Duration timeout, int maxWaiting, int maxWaitingPerAddress, int attempts, int hashIterations) {
    public LoginConfig {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: PT1S..PT10M)");
        }
        check("max-waiting", maxWaiting, 1, 1_000_000);
        check("max-waiting-per-address", maxWaitingPerAddress, 1, 1_000_000);
        check("attempts", attempts, 1, 100);
        check("hash-iterations", hashIterations, 4096, 10_000_000);
    }

    public static LoginConfig defaults() {
        return new LoginConfig(Duration.ofSeconds(30), 10_000, 100, 3, 10_000);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
