package io.stanzacast.xmpp.address;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what texts were parsed to, since every stanza names addresses that were named before. Of fixed size: a text takes the place of
 * whatever shared its slot, and long ones are not kept, so that no peer can fill the memory. Safe for any thread.
 */
final class JidCache {
    private static final int SLOTS = 4096;
    private static final int MOST_CHARS = 256;

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);

    private record Entry(String text, Jid jid) {}

    @Nullable
    Jid find(String text) {
        Entry entry = slots.getAcquire(slot(text));
        return entry != null && entry.text.equals(text) ? entry.jid : null;
    }

    void put(String text, Jid jid) {
        if (text.length() <= MOST_CHARS) {
            slots.setRelease(slot(text), new Entry(text, jid));
        }
    }

    private static int slot(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (SLOTS - 1);
    }
}
