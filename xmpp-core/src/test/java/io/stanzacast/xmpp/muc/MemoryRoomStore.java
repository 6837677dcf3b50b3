package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commits at once, or when told to, or never. */
final class MemoryRoomStore implements RoomStore {
    final Map<Jid, StoredRoom> rooms = new LinkedHashMap<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private boolean failing;

    /** From now on nothing is committed until {@link #release()}. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        for (Runnable work = held.poll(); work != null; work = held.poll()) {
            work.run();
        }
    }

    /** From now on everything fails. */
    void fail() {
        failing = true;
    }

    void recover() {
        failing = false;
    }

    private <T> CompletionStage<T> later(java.util.function.Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            if (failing) {
                result.completeExceptionally(new IllegalStateException("disk full"));
            } else {
                result.complete(work.get());
            }
        };
        if (holding) {
            held.add(run);
        } else {
            run.run();
        }
        return result;
    }

    private CompletionStage<Void> write(Jid room, UnaryOperator<@Nullable StoredRoom> change) {
        return later(() -> {
            StoredRoom changed = change.apply(rooms.get(room));
            if (changed == null) {
                rooms.remove(room);
            } else {
                rooms.put(room, changed);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<List<Listing>> list(String domain) {
        return later(() -> rooms.entrySet().stream()
                .filter(room -> room.getKey().domainpart().equals(domain))
                .map(room -> new Listing(
                        room.getKey(),
                        room.getValue().config().title(),
                        room.getValue().config().publicRoom()))
                .toList());
    }

    @Override
    public CompletionStage<Optional<StoredRoom>> load(Jid room) {
        return later(() -> Optional.ofNullable(rooms.get(room)));
    }

    @Override
    public CompletionStage<Void> create(Jid room, StoredRoom stored) {
        return write(room, old -> stored);
    }

    @Override
    public CompletionStage<Void> saveConfig(Jid room, RoomConfig config, Map<Jid, Affiliation> changes) {
        return write(room, old -> new StoredRoom(config, old.subject(), merged(old, changes)));
    }

    @Override
    public CompletionStage<Void> saveSubject(Jid room, Subject subject) {
        return write(room, old -> new StoredRoom(old.config(), subject, old.affiliations()));
    }

    @Override
    public CompletionStage<Void> saveAffiliations(Jid room, Map<Jid, Affiliation> changes) {
        return write(room, old -> new StoredRoom(old.config(), old.subject(), merged(old, changes)));
    }

    private static Map<Jid, Affiliation> merged(StoredRoom old, Map<Jid, Affiliation> changes) {
        Map<Jid, Affiliation> merged = new HashMap<>(old.affiliations());
        merged.putAll(changes);
        merged.values().removeIf(affiliation -> affiliation == Affiliation.NONE);
        return merged;
    }

    @Override
    public CompletionStage<Void> delete(Jid room) {
        return write(room, old -> null);
    }
}
