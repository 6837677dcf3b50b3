package io.stanzacast.bosh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XEP-0124 §14.2: which request ids may come, and in what order they are taken. Of the session's owner. */
final class RequestWindow {
    private final int size;
    private final Map<Long, Slot> waiting = new HashMap<>();
    private long taken;

    /** @param first the id of the request that made the session, which is taken with it */
    RequestWindow(long first, int size) {
        this.taken = first;
        this.size = size;
    }

    /** Whether a request of that id was taken before. */
    boolean isPast(long rid) {
        return rid <= taken;
    }

    /** Whether the id is too high; a request that ends or pauses may be one more (§11). */
    boolean isBeyond(BoshBody body) {
        return body.rid() > taken + size + (body.isTerminate() || body.isPause() ? 1 : 0);
    }

    /** One that came before its turn, if it did. */
    @Nullable
    Slot waiting(long rid) {
        return waiting.get(rid);
    }

    void add(Slot slot) {
        waiting.put(slot.rid(), slot);
    }

    /** The next in order, which then is taken; null if it has not come. */
    @Nullable
    Slot next() {
        Slot slot = waiting.remove(taken + 1);
        if (slot != null) {
            taken++;
        }
        return slot;
    }

    Collection<Slot> waiting() {
        return waiting.values();
    }

    /** All that wait, in order; none do any more. */
    List<Slot> release() {
        List<Slot> all = new ArrayList<>(waiting.values());
        all.sort(Comparator.comparingLong(Slot::rid));
        waiting.clear();
        return all;
    }
}
