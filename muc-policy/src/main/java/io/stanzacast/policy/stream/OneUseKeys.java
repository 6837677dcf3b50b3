package io.stanzacast.policy.stream;

import io.stanzacast.policy.channel.Channel;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stream keys for programs this server starts itself, whose command lines everybody on the machine can read: each is good for one publish
 * within ten seconds, and only in this process. Safe for any thread.
 */
public final class OneUseKeys {
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final int MOST = 1000;

    private record Entry(String channel, Instant expires) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> keys = new LinkedHashMap<>();

    @Inject
    public OneUseKeys(Clock clock) {
        this.clock = clock;
    }

    /** The oldest unused key is forgotten when there are more than a thousand. */
    public synchronized String issue(Channel channel) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String key = "once-" + HexFormat.of().formatHex(bytes);
        if (keys.size() >= MOST) {
            keys.remove(keys.keySet().iterator().next());
        }
        keys.put(key, new Entry(channel.name(), clock.instant().plus(LIFE)));
        return key;
    }

    /** The name of the channel it was issued for; from now on it is good for nothing. */
    synchronized Optional<String> use(String key) {
        return Optional.ofNullable(keys.remove(key))
                .filter(entry -> clock.instant().isBefore(entry.expires()))
                .map(Entry::channel);
    }
}
