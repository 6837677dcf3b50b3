package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The store over the database's table {@code broadcast}. */
final class SqlOnAirStore implements OnAirStore {
    private final Database database;
    private final Clock clock;

    @Inject
    SqlOnAirStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Entry>> load() {
        return database.read(handle -> handle.createQuery("SELECT channel, mode FROM broadcast ORDER BY since_ms")
                .map((row, context) -> new Entry(row.getString(1), Mode.valueOf(row.getString(2))))
                .list());
    }

    @Override
    public CompletionStage<Void> put(String channel, Mode mode) {
        return database.write(handle -> {
            handle.execute(
                    "INSERT INTO broadcast (channel, mode, since_ms) VALUES (?, ?, ?)"
                            + " ON CONFLICT (channel, mode) DO NOTHING",
                    channel,
                    mode.name(),
                    clock.millis());
            return null;
        });
    }

    @Override
    public CompletionStage<Void> remove(String channel, Mode mode) {
        return database.write(handle -> {
            handle.execute("DELETE FROM broadcast WHERE channel = ? AND mode = ?", channel, mode.name());
            return null;
        });
    }
}
