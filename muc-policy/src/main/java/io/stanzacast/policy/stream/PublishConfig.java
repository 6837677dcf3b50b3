package io.stanzacast.policy.stream;

import io.stanzacast.media.live.PublishPolicy.OnBusy;
import java.time.Duration;

/**
 * Who may publish.
 *
 * @param names what a publisher's stream name must be
 * @param onBusy what a second publisher of one channel does
 * @param autostartLinger how long a channel that starts by itself stays on air without a publisher, 0 to 1 h
 */
public record PublishConfig(Names names, OnBusy onBusy, Duration autostartLinger) {
    /** What a stream name is taken for. */
    public enum Names {
        /** A channel's stream key: the only choice where others can reach the port. */
        KEYS,
        /** Any path, on air as soon as it is published: for load tests. */
        OPEN
    }

    public PublishConfig {
        if (autostartLinger.isNegative() || autostartLinger.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("autostart-linger: " + autostartLinger + " (expected: PT0S..PT1H)");
        }
    }

    /** Keys; a second publisher replaces the first, who is most often the same encoder after a lost connection. */
    public static PublishConfig defaults() {
        return new PublishConfig(Names.KEYS, OnBusy.REPLACE, Duration.ofSeconds(30));
    }
}
