package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Which rooms of a service there are, in memory or only stored: little enough of each that all fit. Safe for any thread. */
final class RoomDirectory {
    /**
     * @param listed whether everybody may learn of it
     * @param stored whether it outlives its last occupant
     */
    record Entry(String title, boolean listed, boolean stored) {}

    /** @param total how many there are in all */
    record Page(List<Jid> rooms, int first, int total) {}

    private final ConcurrentNavigableMap<Jid, Entry> rooms = new ConcurrentSkipListMap<>();
    private final AtomicInteger size = new AtomicInteger();

    void put(Jid room, Entry entry) {
        if (rooms.put(room, entry) == null) {
            size.incrementAndGet();
        }
    }

    void remove(Jid room) {
        if (rooms.remove(room) != null) {
            size.decrementAndGet();
        }
    }

    /** In the order of their addresses. */
    List<Jid> all() {
        return List.copyOf(rooms.keySet());
    }

    int size() {
        return size.get();
    }

    boolean isStored(Jid room) {
        Entry entry = rooms.get(room);
        return entry != null && entry.stored();
    }

    String title(Jid room) {
        Entry entry = rooms.get(room);
        return entry == null || entry.title().isEmpty() ? room.localpart().orElse(room.toString()) : entry.title();
    }

    /** Listed rooms in the order of their addresses (§6.3). @param after the last one known, or null */
    Page page(@Nullable Jid after, int most) {
        List<Jid> page = new ArrayList<>();
        int first = 0;
        int total = 0;
        for (var room : rooms.entrySet()) {
            if (room.getValue().listed()) {
                total++;
                if (after != null && room.getKey().compareTo(after) <= 0) {
                    first++;
                } else if (page.size() < most) {
                    page.add(room.getKey());
                }
            }
        }
        return new Page(page, first, total);
    }
}
