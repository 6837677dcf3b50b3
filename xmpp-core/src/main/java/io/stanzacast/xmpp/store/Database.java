package io.stanzacast.xmpp.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * The one database of the process. Work runs on threads of its own and never on the caller's; stages complete on those threads, so callers
 * return to their owner by {@code execute}. What a completed {@link #write} did is committed. Safe for any thread.
 */
public final class Database implements AutoCloseable {
    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final ThreadPoolExecutor readers;
    private final WriteQueue writes;
    private final boolean isSqlite;

    public Database(StoreConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(config.url());
        pool.setPoolName("store");
        pool.setMaximumPoolSize(config.readers() + 1);
        isSqlite = config.url().startsWith("jdbc:sqlite:");
        if (isSqlite) {
            pool.addDataSourceProperty("journal_mode", "WAL");
            pool.addDataSourceProperty("synchronous", "FULL");
            pool.addDataSourceProperty("foreign_keys", "true");
            pool.addDataSourceProperty("busy_timeout", "10000");
        }
        source = new HikariDataSource(pool);
        jdbi = Jdbi.create(source);
        readers = new ThreadPoolExecutor(
                config.readers(),
                config.readers(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(config.maxWaiting()),
                work -> new Thread(work, "store-read"));
        writes = new WriteQueue(jdbi, config.maxWaiting());
    }

    /**
     * Brings one module's tables up to date; blocks, so only at start.
     *
     * @param module names the history table, such as {@code xmpp}; its scripts are the resources {@code db/<module>/V*.sql}
     */
    public void migrate(String module) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/" + module)
                .table("schema_history_" + module)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Fails with {@link RejectedExecutionException} when too many wait. */
    public <T> CompletionStage<T> read(HandleCallback<T, RuntimeException> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            readers.execute(() -> {
                try {
                    result.complete(jdbi.withHandle(work));
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(full);
        }
        return result;
    }

    /**
     * Runs {@code work} in a transaction, in the order of the calls, many of them in one commit. If it throws, what it did is undone and the
     * stage fails. Fails with {@link RejectedExecutionException} when too many wait.
     */
    public <T> CompletionStage<T> write(HandleCallback<T, RuntimeException> work) {
        return writes.add(work);
    }

    /**
     * Writes a consistent copy while others go on reading and writing. SQLite only; fails with {@link UnsupportedOperationException} else.
     *
     * @param file must be missing or empty
     */
    public CompletionStage<Void> copyTo(Path file) {
        return this.<Void>read(handle -> {
            if (!isSqlite) {
                throw new UnsupportedOperationException(
                        "backup: this database is no SQLite file (expected: the tools of that database)");
            }
            handle.execute("VACUUM INTO ?", file.toString());
            return null;
        });
    }

    /** Finishes what waits, for at most ten seconds. */
    @Override
    public void close() {
        writes.close();
        readers.shutdown();
        try {
            readers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
