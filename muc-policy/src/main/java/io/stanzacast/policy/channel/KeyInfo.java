package io.stanzacast.policy.channel;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What everybody who manages a channel may know of one of its stream keys: all but the key.
 *
 * @param name unique within the channel
 * @param expiry from when it is refused, or null
 */
public record KeyInfo(
        String name, Instant created, @Nullable Instant expiry) {
    /** From when the key is refused; empty: never. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(expiry);
    }

    boolean isValidAt(Instant now) {
        return expiry == null || now.isBefore(expiry);
    }
}
