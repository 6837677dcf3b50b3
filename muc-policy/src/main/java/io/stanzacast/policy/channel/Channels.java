package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of this site. The database is the truth and this process its only writer, so that reads come from memory and never wait.
 * Changes of one channel happen one after the other. Safe for any thread.
 */
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final ChannelStore store;
    private final ChannelRooms rooms;
    private final KeyRing keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Channel> byName = new ConcurrentHashMap<>();
    private final Map<Jid, Channel> byRoom = new ConcurrentHashMap<>();
    private final Turns turns = new Turns();
    private final List<Consumer<Channel>> listeners = new CopyOnWriteArrayList<>();
    private final List<Function<Channel, CompletionStage<Void>>> removals = new CopyOnWriteArrayList<>();

    /** Who wants a change. */
    public enum Origin {
        /** The site: its operator or its file. */
        SITE,
        /** Somebody in a chat: may not change what a file rules. */
        IN_BAND
    }

    @Inject
    Channels(ChannelStore store, ChannelRooms rooms, KeyRing keys, Clock clock) {
        this.store = store;
        this.rooms = rooms;
        this.keys = keys;
        this.clock = clock;
    }

    /** Told of every channel once its room stands: those of {@link #start}, each new one, and each that changed. Add before start. */
    public void onReady(Consumer<Channel> listener) {
        listeners.add(listener);
    }

    /** Told of a channel that goes away, before its room does, which waits for the stage. Add before start. */
    public void onRemoval(Function<Channel, CompletionStage<Void>> listener) {
        removals.add(listener);
    }

    /** Reads the channels and makes the rooms that are missing; the stage completes when all stand. */
    public CompletionStage<Void> start() {
        return store.load().thenCompose(content -> {
            content.channels().forEach(this::remember);
            content.keys().forEach(keys::put);
            return CompletableFuture.allOf(content.channels().stream()
                    .map(channel -> ready(channel).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new));
        });
    }

    /**
     * Stores a channel and makes its room.
     *
     * @return its new stream key, which is shown here and never again; fails with {@link IllegalStateException} if the name or the room is
     *     taken
     */
    public CompletionStage<StreamKey> create(Channel channel) {
        return create(channel, StreamKey.random(random));
    }

    /** As {@link #create(Channel)}, for who must know the key before it holds; {@code key} must be random. */
    public CompletionStage<StreamKey> create(Channel channel, StreamKey key) {
        return create(channel, Map.of(ChannelKeys.DEFAULT, key)).thenApply(created -> key);
    }

    /** As {@link #create(Channel)}, with the keys given, by name; it may have none yet. */
    CompletionStage<Void> create(Channel channel, Map<String, StreamKey> given) {
        return turns.take(channel.name(), () -> {
            if (byName.containsKey(channel.name()) || byRoom.containsKey(channel.room())) {
                throw new IllegalStateException("channel: " + channel.name() + " in " + channel.room()
                        + " (expected: a name and a room not taken)");
            }
            List<KeyRing.Entry> entries = new ArrayList<>();
            Instant now = Instant.ofEpochMilli(clock.millis());
            given.forEach((name, key) ->
                    entries.add(new KeyRing.Entry(key.hash(), channel.name(), new KeyInfo(name, now, null))));
            return store.insert(channel, entries).thenCompose(stored -> {
                remember(channel);
                entries.forEach(keys::put);
                LOG.info("[channel {}] created in {}", channel.name(), channel.room());
                return ready(channel);
            });
        });
    }

    /**
     * Changes a channel and its room, which comes first: what is stored is what the room is, or is about to be when the server starts
     * again.
     *
     * @param change given the present state; must keep name and room
     * @return what was changed; fails with {@link IllegalArgumentException} if there is no such channel or it cannot be so, and with {@link
     *     IllegalStateException} for what a file rules
     */
    public CompletionStage<Set<Setting>> update(String name, Origin origin, UnaryOperator<Channel> change) {
        return inTurn(name, before -> {
            Channel after = change.apply(before);
            if (!after.name().equals(before.name()) || !after.room().equals(before.room())) {
                throw new IllegalArgumentException("channel " + name + ": " + after.name() + " in " + after.room()
                        + " (expected: the same name and room)");
            }
            Set<Setting> changed = Setting.changed(before, after);
            if (changed.isEmpty()) {
                return CompletableFuture.completedFuture(changed);
            }
            checkManaged(before, origin, changed);
            return rooms.change(before, after)
                    .thenCompose(shown -> store.update(after))
                    .thenApply(stored -> {
                        remember(after);
                        LOG.info("[channel {}] changed: {}", name, Setting.words(changed));
                        listeners.forEach(listener -> listener.accept(after));
                        return changed;
                    });
        });
    }

    private static void checkManaged(Channel channel, Origin origin, Set<Setting> changed) {
        Set<Setting> ruled = EnumSet.noneOf(Setting.class);
        ruled.addAll(changed);
        ruled.retainAll(channel.managed());
        if (origin == Origin.IN_BAND && (!ruled.isEmpty() || changed.contains(Setting.MANAGED))) {
            throw new IllegalStateException("channel " + channel.name() + ": "
                    + Setting.words(ruled.isEmpty() ? Set.of(Setting.MANAGED) : ruled)
                    + " is set by the site's file (expected: a change there)");
        }
    }

    /**
     * Takes the channel off air, cuts its publisher, destroys its room and forgets it with its keys; from the first moment its keys are
     * refused. What did not get done when the process ends is done by removing it again.
     *
     * @param reason shown to who is inside
     * @return false if there was no such channel
     */
    public CompletionStage<Boolean> remove(String name, String reason) {
        return turns.take(name, () -> {
            Channel channel = byName.get(name);
            if (channel == null) {
                return CompletableFuture.completedFuture(false);
            }
            forget(channel);
            return CompletableFuture.allOf(removals.stream()
                            .map(removal -> removal.apply(channel).toCompletableFuture())
                            .toArray(CompletableFuture<?>[]::new))
                    .thenCompose(told -> rooms.destroy(channel.room(), reason))
                    .thenCompose(destroyed -> store.delete(name))
                    .whenComplete((deleted, failure) -> {
                        if (failure == null) {
                            keys.removeAll(name);
                            LOG.info("[channel {}] removed: {}", name, reason);
                        } else {
                            remember(channel);
                            ready(channel);
                        }
                    })
                    .thenApply(deleted -> true);
        });
    }

    /** All, by name. */
    public List<Channel> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Channel::name))
                .toList();
    }

    public Optional<Channel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param room bare */
    public Optional<Channel> findByRoom(Jid room) {
        return Optional.ofNullable(byRoom.get(room));
    }

    /** The channel that this text is a stream key of, unless the key has expired. */
    public Optional<Channel> findByKey(String streamKey) {
        return keys.find(new StreamKey(streamKey).hash())
                .filter(entry -> entry.info().isValidAt(clock.instant()))
                .flatMap(entry -> find(entry.channel()));
    }

    /** @throws IllegalArgumentException if there is none of that name */
    Channel require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("channel: " + name + " (expected: a channel's name)"));
    }

    /** Runs when no other change of that channel is under way; fails if there is no such channel. */
    <T> CompletionStage<T> inTurn(String name, Function<Channel, CompletionStage<T>> work) {
        return turns.take(name, () -> work.apply(require(name)));
    }

    private void remember(Channel channel) {
        byName.put(channel.name(), channel);
        byRoom.put(channel.room(), channel);
    }

    private void forget(Channel channel) {
        byName.remove(channel.name());
        byRoom.remove(channel.room());
    }

    private CompletionStage<Void> ready(Channel channel) {
        return rooms.ensure(channel).thenRun(() -> listeners.forEach(listener -> listener.accept(channel)));
    }
}
