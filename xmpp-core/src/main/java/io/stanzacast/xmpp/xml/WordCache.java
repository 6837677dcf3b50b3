package io.stanzacast.xmpp.xml;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Strings of names and namespaces, which recur in every stanza: one string for the same ASCII bytes. Of fixed size: a word takes the place of
 * whatever shared its slot, so that no peer can fill the memory or lengthen a search. Safe for any thread.
 */
final class WordCache {
    private static final int SLOTS = 2048;
    private static final int MOST_BYTES = 64;

    private final AtomicReferenceArray<String> slots = new AtomicReferenceArray<>(SLOTS);

    String word(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "";
        }
        if (length > MOST_BYTES) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (SLOTS - 1);
        String known = slots.getAcquire(slot);
        if (known != null && isSame(known, bytes, start, length)) {
            return known;
        }
        String word = new String(bytes, start, length, StandardCharsets.UTF_8);
        slots.setRelease(slot, word);
        return word;
    }

    private static boolean isSame(String known, byte[] bytes, int start, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[start + i]) {
                return false; // a byte of more than ASCII is negative and never the same
            }
        }
        return true;
    }
}
