package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One MUC service: its rooms by address, and who may ask it anything. Safe for any thread; rooms have owners of their own. */
final class RoomHost {
    /** Unused persistent rooms that stay in memory, with their history. */
    private static final int MOST_IDLE = 200;

    private final MucConfig config;
    private final RoomServices services;
    private final Supplier<Executor> executors;
    private final Executor owner;
    private final RoomOutput output;
    private final RoomDirectory directory = new RoomDirectory();
    private final ServiceDisco disco;
    private final MissingRoom missing;
    private final ConcurrentMap<Jid, RoomSlot> slots = new ConcurrentHashMap<>();
    private final Queue<RoomSlot> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    RoomHost(MucConfig config, RoomServices services, Supplier<Executor> executors) {
        this.config = config;
        this.services = services;
        this.executors = executors;
        this.owner = executors.get();
        this.output = new RoomOutput(services);
        this.disco = new ServiceDisco(config.name(), directory);
        this.missing = new MissingRoom(config, services);
    }

    MucConfig config() {
        return config;
    }

    RoomServices services() {
        return services;
    }

    RoomDirectory directory() {
        return directory;
    }

    int mostOccupants() {
        return config.maxOccupants();
    }

    Iterable<RoomSlot> slots() {
        return slots.values();
    }

    void receive(Stanza stanza) {
        if (!isWelcome(stanza.from().orElseThrow())) {
            if (!(stanza instanceof Presence presence) || presence.type() == Presence.Type.AVAILABLE) {
                output.refuse(stanza, Condition.FORBIDDEN, "this service is for others");
            }
            return;
        }
        Jid to = stanza.to().orElseThrow();
        if (to.localpart().isEmpty()) {
            owner.execute(() -> toService(stanza));
            return;
        }
        boolean parting = stanza instanceof Presence presence && presence.type() == Presence.Type.UNAVAILABLE;
        RoomSlot slot = slot(to.bare());
        if (slot.pending() > RoomSlot.MOST_WAITING && !parting) {
            output.refuse(stanza, Condition.RESOURCE_CONSTRAINT, "too much waits for this room");
            return;
        }
        submit(slot, present -> {
            if (present.room() == null) {
                missing.receive(present, stanza);
            } else {
                present.stanzas().receive(stanza);
            }
        });
    }

    /** Whether the service is for users of that domain. */
    boolean isWelcome(Jid user) {
        return config.membersDomains().isEmpty() || config.membersDomains().contains(user.domainpart());
    }

    private void toService(Stanza stanza) {
        if (!(stanza instanceof Iq iq)) {
            if (!(stanza instanceof Presence)) {
                output.refuse(stanza, Condition.SERVICE_UNAVAILABLE, "the service itself takes no messages");
            }
            return;
        }
        try {
            if (iq.isRequest()) {
                output.send(iq.result(disco.answer(iq)));
            }
        } catch (StanzaException e) {
            output.refuse(iq, e.error());
        }
    }

    /** Runs the task on the owner of that room address, in turn. */
    void submit(Jid room, Consumer<RoomSlot> task) {
        submit(slot(room), task);
    }

    private void submit(RoomSlot first, Consumer<RoomSlot> task) {
        RoomSlot slot = first;
        while (!slot.submit(task)) {
            slots.remove(slot.jid(), slot);
            slot = slot(slot.jid());
        }
    }

    private RoomSlot slot(Jid room) {
        RoomSlot slot = slots.get(room);
        return slot != null ? slot : slots.computeIfAbsent(room, jid -> new RoomSlot(jid, this, executors.get()));
    }

    void remove(RoomSlot slot) {
        slots.remove(slot.jid(), slot);
    }

    /** A persistent room is empty: it stays until others have been empty for less long. */
    void idle(RoomSlot slot) {
        idle.add(slot);
        if (idleCount.incrementAndGet() > MOST_IDLE) {
            RoomSlot oldest = idle.poll();
            if (oldest != null) {
                idleCount.decrementAndGet();
                oldest.submit(RoomSlot::unload);
            }
        }
    }
}
