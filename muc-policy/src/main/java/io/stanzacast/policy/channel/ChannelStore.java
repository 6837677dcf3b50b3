package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Channels and their people in the database. Safe for any thread. */
final class ChannelStore {
    private static final String OWNER = "OWNER";
    private static final String MODERATOR = "MODERATOR";
    private static final String MEMBER = "MEMBER";

    private final Database database;

    @Inject
    ChannelStore(Database database) {
        this.database = database;
    }

    /** Everything stored. */
    record Content(List<Channel> channels, List<KeyRing.Entry> keys) {}

    /** Of one channel, by rank. */
    private static final class People {
        private final Map<String, List<Jid>> byRank = new HashMap<>();

        void add(String rank, Jid person) {
            byRank.computeIfAbsent(rank, first -> new ArrayList<>()).add(person);
        }

        List<Jid> of(String rank) {
            return byRank.getOrDefault(rank, List.of());
        }
    }

    CompletionStage<Content> load() {
        return database.read(handle -> new Content(channels(handle, people(handle)), KeyStore.load(handle)));
    }

    /** Fails if the name, the room or a key is taken; stores all or nothing. */
    CompletionStage<Void> insert(Channel channel, List<KeyRing.Entry> keys) {
        return database.write(handle -> {
            bind(
                            handle.createUpdate("INSERT INTO channel (name, title, language, room, autostart, access,"
                                    + " password, description, history_size, max_occupants, moderated,"
                                    + " visitors_may_speak, managed) VALUES (:name, :title, :language, :room,"
                                    + " :autostart, :access, :password, :description, :historySize, :maxOccupants,"
                                    + " :moderated, :visitorsMaySpeak, :managed)"),
                            channel)
                    .bind("room", channel.room().toString())
                    .execute();
            insertPeople(handle, channel);
            keys.forEach(key -> KeyStore.insert(handle, key));
            return null;
        });
    }

    /** Fails if the channel is not there; its name and room stay. */
    CompletionStage<Void> update(Channel channel) {
        return database.write(handle -> {
            int changed = bind(
                            handle.createUpdate("UPDATE channel SET title = :title, language = :language,"
                                    + " autostart = :autostart, access = :access, password = :password,"
                                    + " description = :description, history_size = :historySize,"
                                    + " max_occupants = :maxOccupants, moderated = :moderated,"
                                    + " visitors_may_speak = :visitorsMaySpeak, managed = :managed WHERE name = :name"),
                            channel)
                    .execute();
            if (changed == 0) {
                throw new IllegalArgumentException(
                        "channel: " + channel.name() + " is not stored (expected: a channel)");
            }
            handle.execute("DELETE FROM channel_owner WHERE channel = ?", channel.name());
            handle.execute("DELETE FROM channel_person WHERE channel = ?", channel.name());
            insertPeople(handle, channel);
            return null;
        });
    }

    /** With its people, keys and what is on air. */
    CompletionStage<Void> delete(String channel) {
        return database.write(handle -> {
            handle.execute("DELETE FROM channel WHERE name = ?", channel);
            return null;
        });
    }

    private static Update bind(Update update, Channel channel) {
        RoomSettings settings = channel.settings();
        return update.bind("name", channel.name())
                .bind("title", channel.title())
                .bind("language", channel.language())
                .bind("autostart", channel.autostart())
                .bind("access", channel.access().name())
                .bind("password", channel.password())
                .bind("description", settings.description())
                .bind("historySize", settings.historySize())
                .bind("maxOccupants", settings.maxOccupants())
                .bind("moderated", number(settings.moderated()))
                .bind("visitorsMaySpeak", number(settings.visitorsMaySpeak()))
                .bind(
                        "managed",
                        channel.managed().stream().sorted().map(Setting::name).collect(Collectors.joining(",")));
    }

    private static void insertPeople(Handle handle, Channel channel) {
        for (Jid owner : channel.owners()) {
            handle.execute("INSERT INTO channel_owner (channel, jid) VALUES (?, ?)", channel.name(), owner.toString());
        }
        insertPeople(handle, channel.name(), MODERATOR, channel.moderators());
        insertPeople(handle, channel.name(), MEMBER, channel.members());
    }

    private static void insertPeople(Handle handle, String channel, String rank, List<Jid> people) {
        for (Jid person : people) {
            handle.execute(
                    "INSERT INTO channel_person (channel, jid, rank) VALUES (?, ?, ?)",
                    channel,
                    person.toString(),
                    rank);
        }
    }

    private static Map<String, People> people(Handle handle) {
        Map<String, People> people = new HashMap<>();
        handle.createQuery("SELECT channel, jid, 'OWNER' FROM channel_owner"
                        + " UNION ALL SELECT channel, jid, rank FROM channel_person ORDER BY 1, 2")
                .map((row, context) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .forEach(row ->
                        people.computeIfAbsent(row[0], name -> new People()).add(row[2], Jid.parse(row[1])));
        return people;
    }

    private static List<Channel> channels(Handle handle, Map<String, People> people) {
        return handle.createQuery("SELECT * FROM channel ORDER BY name")
                .map((row, context) -> channel(row, people.getOrDefault(row.getString("name"), new People())))
                .list();
    }

    private static Channel channel(ResultSet row, People people) throws SQLException {
        return new Channel(
                row.getString("name"),
                row.getString("title"),
                row.getString("language"),
                people.of(OWNER),
                Jid.parse(row.getString("room")),
                row.getBoolean("autostart"),
                Access.valueOf(row.getString("access")),
                people.of(MODERATOR),
                people.of(MEMBER),
                row.getString("password"),
                new RoomSettings(
                        row.getString("description"),
                        integer(row, "history_size"),
                        integer(row, "max_occupants"),
                        flag(integer(row, "moderated")),
                        flag(integer(row, "visitors_may_speak"))),
                managed(row.getString("managed")));
    }

    private static Set<Setting> managed(String words) {
        return words.isEmpty()
                ? Set.of()
                : Arrays.stream(words.split(",")).map(Setting::valueOf).collect(Collectors.toSet());
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer number(@Nullable Boolean flag) {
        return flag == null ? null : flag ? 1 : 0;
    }

    private static @Nullable Boolean flag(@Nullable Integer number) {
        return number == null ? null : number != 0;
    }
}
