package io.stanzacast.policy.channel;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stream keys that the database has, by hash; changed after each commit. Safe for any thread. */
final class KeyRing {
    /** A key without itself. */
    record Entry(String hash, String channel, KeyInfo info) {}

    private final Map<String, Entry> byHash = new ConcurrentHashMap<>();

    void put(Entry entry) {
        byHash.put(entry.hash(), entry);
    }

    void remove(String hash) {
        byHash.remove(hash);
    }

    void removeAll(String channel) {
        byHash.values().removeIf(entry -> entry.channel().equals(channel));
    }

    Optional<Entry> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /** By name. */
    List<Entry> of(String channel) {
        return byHash.values().stream()
                .filter(entry -> entry.channel().equals(channel))
                .sorted(Comparator.comparing(entry -> entry.info().name()))
                .toList();
    }
}
