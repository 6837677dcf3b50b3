package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Hashes of stream keys in the database. Safe for any thread. */
final class KeyStore {
    private final Database database;

    @Inject
    KeyStore(Database database) {
        this.database = database;
    }

    static List<KeyRing.Entry> load(Handle handle) {
        return handle.createQuery("SELECT hash, channel, name, created_ms, expires_ms FROM stream_key")
                .map((row, context) -> {
                    long expires = row.getLong(5);
                    Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expires);
                    return new KeyRing.Entry(
                            row.getString(1),
                            row.getString(2),
                            new KeyInfo(row.getString(3), Instant.ofEpochMilli(row.getLong(4)), expiry));
                })
                .list();
    }

    static void insert(Handle handle, KeyRing.Entry key) {
        handle.execute(
                "INSERT INTO stream_key (hash, channel, name, created_ms, expires_ms) VALUES (?, ?, ?, ?, ?)",
                key.hash(),
                key.channel(),
                key.info().name(),
                key.info().created().toEpochMilli(),
                millis(key.info().expiry()));
    }

    CompletionStage<Void> insert(KeyRing.Entry key) {
        return database.write(handle -> {
            insert(handle, key);
            return null;
        });
    }

    /** In one transaction: there is never a moment without either. */
    CompletionStage<Void> replace(KeyRing.Entry old, KeyRing.Entry key) {
        return database.write(handle -> {
            handle.execute("DELETE FROM stream_key WHERE hash = ?", old.hash());
            insert(handle, key);
            return null;
        });
    }

    CompletionStage<Void> delete(KeyRing.Entry key) {
        return database.write(handle -> {
            handle.execute("DELETE FROM stream_key WHERE hash = ?", key.hash());
            return null;
        });
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
