package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Channels over a real database in a directory of the test's. */
public final class TestChannels implements AutoCloseable {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Database database;
    private final TestRooms rooms = new TestRooms();
    private final Channels channels;
    private final ChannelKeys keys;
    private Instant now = CLOCK.instant();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    /** As after a restart, if the directory was used before. */
    public TestChannels(Path directory) {
        this(new Database(StoreConfig.at("jdbc:sqlite:" + directory.resolve("test.db"))));
    }

    public TestChannels(Database database) {
        this.database = database;
        database.migrate("policy");
        KeyRing ring = new KeyRing();
        channels = new Channels(new ChannelStore(database), rooms, ring, clock);
        keys = new ChannelKeys(channels, new KeyStore(database), ring, clock);
        await(channels.start());
    }

    public Database database() {
        return database;
    }

    public ChannelKeys keys() {
        return keys;
    }

    /** What the channels take for the present. */
    public void now(Instant instant) {
        now = instant;
    }

    public TestRooms rooms() {
        return rooms;
    }

    public Channels channels() {
        return channels;
    }

    /** A channel of that name in {@code NAME@rooms.example.org}, owned by romeo@example.org. */
    public static Channel channel(String name) {
        return new Channel(
                name,
                "Title of " + name,
                "en",
                List.of(Jid.parse("romeo@example.org")),
                Jid.parse(name + "@rooms.example.org"),
                false,
                Access.PUBLIC);
    }

    /** Stores the channel and returns its key. */
    public String create(Channel channel) {
        return await(channels.create(channel)).value();
    }

    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
