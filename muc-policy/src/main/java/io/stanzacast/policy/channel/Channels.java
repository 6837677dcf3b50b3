package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of this site. The database is the truth and this process its only writer, so that reads come from memory and never wait.
 * Safe for any thread.
 */
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final ChannelStore store;
    private final ChannelRooms rooms;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Channel> byName = new ConcurrentHashMap<>();
    private final Map<Jid, Channel> byRoom = new ConcurrentHashMap<>();
    private final Map<String, String> nameByKeyHash = new ConcurrentHashMap<>();
    private final List<Consumer<Channel>> listeners = new CopyOnWriteArrayList<>();

    @Inject
    Channels(ChannelStore store, ChannelRooms rooms) {
        this.store = store;
        this.rooms = rooms;
    }

    /** Told of every channel once its room stands: those of {@link #start}, then each new one. Add before start. */
    public void onReady(Consumer<Channel> listener) {
        listeners.add(listener);
    }

    /** Reads the channels and makes the rooms that are missing; the stage completes when all stand. */
    public CompletionStage<Void> start() {
        return store.load().thenCompose(content -> {
            content.channels().forEach(this::remember);
            nameByKeyHash.putAll(content.keys());
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
        if (byName.containsKey(channel.name()) || byRoom.containsKey(channel.room())) {
            return CompletableFuture.failedFuture(new IllegalStateException("channel: " + channel.name() + " in "
                    + channel.room() + " (expected: a name and a room not taken)"));
        }
        return store.insert(channel, key.hash()).thenCompose(stored -> {
            remember(channel);
            nameByKeyHash.put(key.hash(), channel.name());
            LOG.info("[channel {}] created in {}", channel.name(), channel.room());
            return ready(channel).thenApply(ready -> key);
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

    /** The channel that this text is a stream key of. */
    public Optional<Channel> findByKey(String streamKey) {
        return Optional.ofNullable(nameByKeyHash.get(new StreamKey(streamKey).hash()))
                .flatMap(this::find);
    }

    private void remember(Channel channel) {
        byName.put(channel.name(), channel);
        byRoom.put(channel.room(), channel);
    }

    private CompletionStage<Void> ready(Channel channel) {
        return rooms.ensure(channel).thenRun(() -> listeners.forEach(listener -> listener.accept(channel)));
    }
}
