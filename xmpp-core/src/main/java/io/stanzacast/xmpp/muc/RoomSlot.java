package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one room address in memory: whatever concerns that address happens here, one thing after the other, whether there is a room
 * or not. While the room is loaded, or a change of it is committed, everything waits. Owner: the executor given at creation. Ends when there
 * is no room in memory and nothing waits; a new slot takes over then.
 */
final class RoomSlot implements Commit {
    /** Beyond it who sends gets {@code resource-constraint}. */
    static final int MOST_WAITING = 20_000;

    private static final Logger log = LoggerFactory.getLogger(RoomSlot.class);
    private static final int RETIRED = -1;

    private final Jid jid;
    private final RoomHost host;
    private final Executor owner;
    private final AtomicInteger pending = new AtomicInteger();
    private final ArrayDeque<Consumer<RoomSlot>> waiting = new ArrayDeque<>();
    private boolean paused;
    /** Whether it is among the unused ones that the host counts. */
    private boolean idle;

    private boolean unreadable;
    private @Nullable Room room;
    private @Nullable RoomStanzas stanzas;
    private RoomDirectory.@Nullable Entry listed;

    RoomSlot(Jid jid, RoomHost host, Executor owner) {
        this.jid = jid;
        this.host = host;
        this.owner = owner;
    }

    Jid jid() {
        return jid;
    }

    RoomHost host() {
        return host;
    }

    /** How many tasks wait; any thread. */
    int pending() {
        return pending.get();
    }

    /** Any thread. Returns false if the slot has ended: ask for the new one. */
    boolean submit(Consumer<RoomSlot> task) {
        int count;
        do {
            count = pending.get();
            if (count == RETIRED) {
                return false;
            }
        } while (!pending.compareAndSet(count, count + 1));
        try {
            owner.execute(() -> accept(task));
        } catch (RejectedExecutionException e) {
            pending.decrementAndGet(); // the process is stopping
        }
        return true;
    }

    private void accept(Consumer<RoomSlot> task) {
        if (paused || !waiting.isEmpty()) {
            waiting.addLast(task);
        } else {
            run(task);
        }
    }

    private void run(Consumer<RoomSlot> task) {
        if (room == null && !unreadable && host.directory().isStored(jid)) {
            waiting.addFirst(task);
            load();
            return;
        }
        guarded(() -> task.accept(this));
        settle();
        pending.decrementAndGet();
        retire();
    }

    private void load() {
        paused = true;
        host.services()
                .store()
                .load(jid)
                .whenComplete((stored, failure) -> owner.execute(() -> loaded(stored, failure)));
    }

    private void loaded(@Nullable Optional<RoomStore.StoredRoom> stored, @Nullable Throwable failure) {
        if (failure != null || stored == null) {
            log.warn("[muc {}] cannot be loaded: {}", jid, String.valueOf(failure));
            unreadable = true;
        } else {
            stored.ifPresentOrElse(
                    found -> open(new Room(jid, host.services(), host.mostOccupants(), found)),
                    () -> host.directory().remove(jid));
        }
        resume();
        unreadable = false; // whoever comes next makes us try again
    }

    private void resume() {
        paused = false;
        settle();
        while (!paused && !waiting.isEmpty()) {
            run(waiting.removeFirst());
        }
        retire();
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("[muc {}] failed", jid, e);
        }
    }

    /** The room in memory, if there is one. Owner only, as all below. */
    @Nullable
    Room room() {
        return room;
    }

    /** What its stanzas go through; there must be a room. */
    RoomStanzas stanzas() {
        return java.util.Objects.requireNonNull(stanzas);
    }

    /** Whether there is a room that cannot be read just now. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** From now on there is a room. */
    void open(Room newRoom) {
        open(newRoom, new RoomStanzas(newRoom, this));
    }

    void open(Room newRoom, RoomStanzas newStanzas) {
        room = newRoom;
        stanzas = newStanzas;
    }

    @Override
    public void run(Supplier<CompletionStage<Void>> write, Runnable committed, Runnable failed) {
        if (room != null && room.isStored()) {
            always(write, committed, failed);
        } else {
            committed.run();
        }
    }

    @Override
    public void always(Supplier<CompletionStage<Void>> write, Runnable committed, Runnable failed) {
        paused = true;
        write.get()
                .whenComplete((done, failure) -> owner.execute(() -> {
                    if (failure != null) {
                        log.warn("[muc {}] a change cannot be stored: {}", jid, failure.toString());
                    }
                    guarded(failure == null ? committed : failed);
                    resume();
                }));
    }

    /** After every task: does the room still exist, and what does the list say of it? */
    private void settle() {
        Room present = room;
        if (present == null || paused) {
            return;
        }
        boolean temporary = present.isLocked() || !present.config().persistent();
        if (present.isDestroyed() || (present.isEmpty() && temporary)) {
            log.info("[muc {}] gone: {}", jid, present.isDestroyed() ? "destroyed" : "empty");
            host.directory().remove(jid);
            forget();
            return;
        }
        RoomDirectory.Entry entry = new RoomDirectory.Entry(
                present.config().title(), present.config().publicRoom() && !present.isLocked(), present.isStored());
        if (!entry.equals(listed)) {
            listed = entry;
            host.directory().put(jid, entry);
        }
        if (present.isEmpty() && !idle) {
            idle = true;
            host.idle(this);
        }
    }

    /** Takes an unused persistent room out of memory. */
    void unload() {
        idle = false;
        if (room != null && room.isEmpty() && room.isStored()) {
            forget();
        }
    }

    private void forget() {
        room = null;
        stanzas = null;
        listed = null;
    }

    private void retire() {
        if (room == null && !paused && pending.compareAndSet(0, RETIRED)) {
            host.remove(this);
        }
    }
}
