package io.stanzacast.policy.channel;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream keys of channels, several each, told apart by name. A key itself is only ever in the answer to who had it made. Whoever
 * publishes already goes on when the key is revoked. Safe for any thread; stages complete after the commit, on threads of the store, and
 * fail with {@link IllegalArgumentException} for a channel, key, name or time that cannot be, with {@link IllegalStateException} where a
 * name is taken or there are too many.
 */
public final class ChannelKeys {
    /** What the key is called that a new channel begins with. */
    public static final String DEFAULT = "default";

    private static final Logger LOG = LoggerFactory.getLogger(ChannelKeys.class);
    private static final int MOST = 20;

    private final Channels channels;
    private final KeyStore store;
    private final KeyRing ring;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    ChannelKeys(Channels channels, KeyStore store, KeyRing ring, Clock clock) {
        this.channels = channels;
        this.store = store;
        this.ring = ring;
        this.clock = clock;
    }

    /** By name, those that have expired too. @throws IllegalArgumentException if there is no such channel */
    public List<KeyInfo> list(String channel) {
        channels.require(channel);
        return ring.of(channel).stream().map(KeyRing.Entry::info).toList();
    }

    /**
     * Makes another key.
     *
     * @param name 1 to 64 of {@code a-z 0-9 _ -}
     * @param expiry from when it is refused, in the future; null: never
     * @return the key, shown here and never again
     */
    public CompletionStage<StreamKey> create(String channel, String name, @Nullable Instant expiry) {
        return channels.inTurn(channel, present -> {
            checkName(name);
            checkExpiry(expiry);
            List<KeyRing.Entry> keys = ring.of(channel);
            if (keys.stream().anyMatch(key -> key.info().name().equals(name))) {
                throw new IllegalStateException(
                        "key of " + channel + ": " + name + " (expected: a name not taken; rotate replaces a key)");
            }
            if (keys.size() >= MOST) {
                throw new IllegalStateException(
                        "keys of " + channel + ": " + (keys.size() + 1) + " (expected: 0.." + MOST + ")");
            }
            StreamKey key = StreamKey.random(random);
            KeyRing.Entry entry = entry(channel, name, key, expiry);
            return store.insert(entry).thenApply(stored -> {
                ring.put(entry);
                LOG.info("[channel {}] stream key {} created", channel, name);
                return key;
            });
        });
    }

    /** Puts a new key in the place of one; the old one is refused from now on. An expiry that is past is forgotten. */
    public CompletionStage<StreamKey> rotate(String channel, String name) {
        return change(channel, name, old -> {
            StreamKey key = StreamKey.random(random);
            Instant expiry = old.info().isValidAt(clock.instant()) ? old.info().expiry() : null;
            KeyRing.Entry entry = entry(channel, name, key, expiry);
            return store.replace(old, entry).thenApply(stored -> {
                ring.remove(old.hash());
                ring.put(entry);
                LOG.info("[channel {}] stream key {} rotated", channel, name);
                return key;
            });
        });
    }

    /** Refuses a key from now on, for ever. */
    public CompletionStage<Void> revoke(String channel, String name) {
        return change(
                channel,
                name,
                old -> store.delete(old).thenRun(() -> {
                    ring.remove(old.hash());
                    LOG.info("[channel {}] stream key {} revoked", channel, name);
                }));
    }

    /** @param expiry from when the key is refused, in the future; null: never */
    public CompletionStage<Void> expire(String channel, String name, @Nullable Instant expiry) {
        return change(channel, name, old -> {
            checkExpiry(expiry);
            KeyRing.Entry entry = new KeyRing.Entry(
                    old.hash(), channel, new KeyInfo(name, old.info().created(), expiry));
            return store.replace(old, entry).thenRun(() -> {
                ring.put(entry);
                LOG.info("[channel {}] stream key {} expires {}", channel, name, expiry == null ? "never" : expiry);
            });
        });
    }

    /** Takes over a key that is known elsewhere already. Does nothing if the channel has it. */
    CompletionStage<Void> adopt(String channel, String name, StreamKey key) {
        return channels.inTurn(channel, present -> {
            if (ring.find(key.hash()).isPresent()) {
                return CompletableFuture.completedFuture(null);
            }
            KeyRing.Entry entry = entry(channel, name, key, null);
            return store.insert(entry).thenRun(() -> ring.put(entry));
        });
    }

    private <T> CompletionStage<T> change(
            String channel, String name, Function<KeyRing.Entry, CompletionStage<T>> work) {
        return channels.inTurn(channel, present -> {
            List<KeyRing.Entry> keys = ring.of(channel);
            KeyRing.Entry old = keys.stream()
                    .filter(key -> key.info().name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("key of " + channel + ": " + name + " (expected: "
                            + (keys.isEmpty()
                                    ? "there is none"
                                    : String.join(
                                            ", ",
                                            keys.stream()
                                                    .map(key -> key.info().name())
                                                    .toList()))
                            + ")"));
            return work.apply(old);
        });
    }

    private KeyRing.Entry entry(String channel, String name, StreamKey key, @Nullable Instant expiry) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new KeyRing.Entry(key.hash(), channel, new KeyInfo(name, now, expiry));
    }

    static void checkName(String name) {
        if (!Channel.isName(name)) {
            throw new IllegalArgumentException("key name: " + name + " (expected: 1 to 64 of a-z 0-9 _ -)");
        }
    }

    private void checkExpiry(@Nullable Instant expiry) {
        if (expiry != null && !expiry.isAfter(clock.instant())) {
            throw new IllegalArgumentException("expiry: " + expiry + " (expected: in the future)");
        }
    }
}
