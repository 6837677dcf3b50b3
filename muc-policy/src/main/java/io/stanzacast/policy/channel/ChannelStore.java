package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Channels, owners and hashes of keys in the database. Safe for any thread. */
final class ChannelStore {
    private final Database database;
    private final Clock clock;

    @Inject
    ChannelStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Everything stored.
     *
     * @param keys hash of key to name of channel
     */
    record Content(List<Channel> channels, Map<String, String> keys) {}

    CompletionStage<Content> load() {
        return database.read(handle -> new Content(channels(handle, owners(handle)), keys(handle)));
    }

    /** Fails if the name or the room is taken. */
    CompletionStage<Void> insert(Channel channel, String keyHash) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO channel (name, title, language, room, autostart, access)"
                            + " VALUES (:name, :title, :language, :room, :autostart, :access)")
                    .bind("name", channel.name())
                    .bind("title", channel.title())
                    .bind("language", channel.language())
                    .bind("room", channel.room().toString())
                    .bind("autostart", channel.autostart())
                    .bind("access", channel.access().name())
                    .execute();
            for (Jid owner : channel.owners()) {
                handle.execute(
                        "INSERT INTO channel_owner (channel, jid) VALUES (?, ?)", channel.name(), owner.toString());
            }
            insertKey(handle, channel.name(), keyHash);
            return null;
        });
    }

    private void insertKey(Handle handle, String channel, String keyHash) {
        handle.execute(
                "INSERT INTO stream_key (hash, channel, created_ms) VALUES (?, ?, ?)",
                keyHash,
                channel,
                clock.millis());
    }

    private static Map<String, List<Jid>> owners(Handle handle) {
        Map<String, List<Jid>> owners = new HashMap<>();
        handle.createQuery("SELECT channel, jid FROM channel_owner ORDER BY channel, jid")
                .map((row, context) -> Map.entry(row.getString(1), Jid.parse(row.getString(2))))
                .forEach(row -> owners.computeIfAbsent(row.getKey(), name -> new ArrayList<>())
                        .add(row.getValue()));
        return owners;
    }

    private static List<Channel> channels(Handle handle, Map<String, List<Jid>> owners) {
        return handle.createQuery("SELECT name, title, language, room, autostart, access FROM channel ORDER BY name")
                .map((row, context) -> new Channel(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        owners.getOrDefault(row.getString(1), List.of()),
                        Jid.parse(row.getString(4)),
                        row.getBoolean(5),
                        Access.valueOf(row.getString(6))))
                .list();
    }

    private static Map<String, String> keys(Handle handle) {
        Map<String, String> keys = new HashMap<>();
        handle.createQuery("SELECT hash, channel FROM stream_key")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> keys.put(row.getKey(), row.getValue()));
        return keys;
    }
}
