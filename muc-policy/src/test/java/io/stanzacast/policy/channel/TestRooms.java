package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rooms that come about, change and go at once; they outlive whoever made them, like a disk. */
public final class TestRooms implements ChannelRooms {
    private final List<Channel> ensured = new ArrayList<>();
    private final Map<Jid, List<Jid>> rooms = new LinkedHashMap<>();
    private final Set<Jid> administrators = new HashSet<>();
    private int failAfter = Integer.MAX_VALUE;

    /** Lets the next {@code operations} work and no more. */
    public void failAfter(int operations) {
        failAfter = operations;
    }

    private <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private boolean fails() {
        return failAfter-- <= 0;
    }

    private CompletionStage<Void> put(Jid room, List<Jid> owners) {
        if (fails()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the rooms are broken"));
        }
        rooms.put(room, owners);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> ensure(Channel channel) {
        ensured.add(channel);
        return put(channel.room(), channel.owners());
    }

    @Override
    public CompletionStage<List<Map.Entry<String, String>>> missing(Channel channel) {
        return missingRoom(channel.room(), channel.owners());
    }

    @Override
    public CompletionStage<Void> change(Channel before, Channel after) {
        return put(after.room(), after.owners());
    }

    @Override
    public CompletionStage<Void> destroy(Jid room, String reason) {
        if (fails()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the rooms are broken"));
        }
        rooms.remove(room);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> exists(Jid room) {
        return done(rooms.containsKey(room));
    }

    @Override
    public CompletionStage<Boolean> isAdministrator(Jid room, Jid user) {
        return done(administrators.contains(user));
    }

    @Override
    public CompletionStage<Void> ensureRoom(Jid room, String title, List<Jid> owners) {
        return put(room, owners);
    }

    @Override
    public CompletionStage<List<Map.Entry<String, String>>> missingRoom(Jid room, List<Jid> owners) {
        List<Jid> present = rooms.get(room);
        if (present == null) {
            return done(List.of(Map.entry("", "made")));
        }
        return done(owners.stream()
                .filter(owner -> !present.contains(owner))
                .map(owner -> Map.entry(owner.toString(), "owner"))
                .toList());
    }

    /** Makes somebody an administrator of every room. */
    public void administrator(String user) {
        administrators.add(Jid.parse(user));
    }

    public List<Channel> ensured() {
        return List.copyOf(ensured);
    }

    /** Those that exist. */
    public Set<Jid> rooms() {
        return Set.copyOf(rooms.keySet());
    }

    /** As if an owner had destroyed it. */
    public void lose(Jid room) {
        rooms.remove(room);
    }
}
