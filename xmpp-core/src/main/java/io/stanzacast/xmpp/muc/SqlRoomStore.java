package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Rooms in the tables {@code room} and {@code room_affiliation}. Safe for any thread. */
public final class SqlRoomStore implements RoomStore {
    private static final String COLUMNS = "title, description, language, persistent, public_room, moderated,"
            + " members_only, password, max_occupants, whois, allow_subject_change, allow_invites,"
            + " allow_private_messages, history_size, presence_broadcast, anonymous_role, visitors_may_speak";
    private static final String VALUES = ":title, :description, :language, :persistent, :public_room, :moderated,"
            + " :members_only, :password, :max_occupants, :whois, :allow_subject_change, :allow_invites,"
            + " :allow_private_messages, :history_size, :presence_broadcast, :anonymous_role, :visitors_may_speak";

    private final Database database;

    @Inject
    public SqlRoomStore(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Listing>> list(String domain) {
        return database.read(handle -> handle.createQuery(
                        "SELECT jid, title, public_room FROM room WHERE domain = :domain")
                .bind("domain", domain)
                .map((row, context) -> new Listing(
                        Jid.parse(row.getString("jid")), row.getString("title"), row.getInt("public_room") != 0))
                .list());
    }

    @Override
    public CompletionStage<Optional<StoredRoom>> load(Jid room) {
        return database.read(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + ", subject, subject_setter, subject_since FROM room WHERE jid = :jid")
                .bind("jid", room.toString())
                .map((row, context) -> new StoredRoom(config(row), subject(row), affiliations(handle, room)))
                .findOne());
    }

    private static Map<Jid, Affiliation> affiliations(Handle handle, Jid room) {
        Map<Jid, Affiliation> affiliations = new HashMap<>();
        handle.createQuery("SELECT jid, affiliation FROM room_affiliation WHERE room = :room")
                .bind("room", room.toString())
                .map((row, context) -> affiliations.put(
                        Jid.parse(row.getString("jid")),
                        Affiliation.of(row.getString("affiliation")).orElse(Affiliation.NONE)))
                .list();
        affiliations.values().removeIf(affiliation -> affiliation == Affiliation.NONE);
        return affiliations;
    }

    private static Subject subject(ResultSet row) throws SQLException {
        long since = row.getLong("subject_since");
        boolean never = row.wasNull();
        return new Subject(
                row.getString("subject"), row.getString("subject_setter"), never ? null : Instant.ofEpochMilli(since));
    }

    private static RoomConfig config(ResultSet row) throws SQLException {
        String anonymousRole = row.getString("anonymous_role");
        Set<Role> broadcast = EnumSet.noneOf(Role.class);
        for (String word : row.getString("presence_broadcast").split(" ")) {
            Role.of(word).ifPresent(broadcast::add);
        }
        return new RoomConfig(
                row.getString("title"),
                row.getString("description"),
                row.getString("language"),
                row.getInt("persistent") != 0,
                row.getInt("public_room") != 0,
                row.getInt("moderated") != 0,
                row.getInt("members_only") != 0,
                row.getString("password"),
                row.getInt("max_occupants"),
                RoomConfig.Whois.valueOf(row.getString("whois").toUpperCase(Locale.ROOT)),
                row.getInt("allow_subject_change") != 0,
                row.getInt("allow_invites") != 0,
                row.getInt("allow_private_messages") != 0,
                row.getInt("history_size"),
                broadcast,
                anonymousRole == null ? null : Role.of(anonymousRole).orElse(null),
                row.getInt("visitors_may_speak") != 0);
    }

    @Override
    public CompletionStage<Void> create(Jid room, StoredRoom stored) {
        return database.write(handle -> {
            remove(handle, room);
            Update insert = handle.createUpdate(
                    "INSERT INTO room (jid, domain, subject, subject_setter, subject_since, " + COLUMNS
                            + ") VALUES (:jid, :domain, :subject, :subject_setter, :subject_since, " + VALUES + ")");
            bind(insert, stored.config()).bind("domain", room.domainpart());
            bind(insert, room, stored.subject()).execute();
            affiliate(handle, room, stored.affiliations());
            return done();
        });
    }

    @Override
    public CompletionStage<Void> saveConfig(Jid room, RoomConfig config, Map<Jid, Affiliation> changes) {
        return database.write(handle -> {
            Update update =
                    handle.createUpdate("UPDATE room SET (" + COLUMNS + ") = (" + VALUES + ") WHERE jid = :jid");
            bind(update, config).bind("jid", room.toString()).execute();
            affiliate(handle, room, changes);
            return done();
        });
    }

    @Override
    public CompletionStage<Void> saveSubject(Jid room, Subject subject) {
        return database.write(handle -> {
            Update update = handle.createUpdate("UPDATE room SET subject = :subject,"
                    + " subject_setter = :subject_setter, subject_since = :subject_since WHERE jid = :jid");
            bind(update, room, subject).execute();
            return done();
        });
    }

    @Override
    public CompletionStage<Void> saveAffiliations(Jid room, Map<Jid, Affiliation> changes) {
        return database.write(handle -> {
            affiliate(handle, room, changes);
            return done();
        });
    }

    @Override
    public CompletionStage<Void> delete(Jid room) {
        return database.write(handle -> {
            remove(handle, room);
            return done();
        });
    }

    private static void remove(Handle handle, Jid room) {
        handle.execute("DELETE FROM room_affiliation WHERE room = ?", room.toString());
        handle.execute("DELETE FROM room WHERE jid = ?", room.toString());
    }

    private static void affiliate(Handle handle, Jid room, Map<Jid, Affiliation> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch removals = handle.prepareBatch("DELETE FROM room_affiliation WHERE room = :room AND jid = :jid");
        changes.keySet()
                .forEach(user -> removals.bind("room", room.toString())
                        .bind("jid", user.toString())
                        .add());
        removals.execute();
        PreparedBatch inserts = handle.prepareBatch(
                "INSERT INTO room_affiliation (room, jid, affiliation) VALUES (:room, :jid, :affiliation)");
        changes.forEach((user, affiliation) -> {
            if (affiliation != Affiliation.NONE) {
                inserts.bind("room", room.toString())
                        .bind("jid", user.toString())
                        .bind("affiliation", affiliation.word())
                        .add();
            }
        });
        if (inserts.size() > 0) {
            inserts.execute();
        }
    }

    private static Update bind(Update update, Jid room, Subject subject) {
        Instant since = subject.since();
        return update.bind("jid", room.toString())
                .bind("subject", subject.text())
                .bind("subject_setter", subject.setter())
                .bind("subject_since", since == null ? null : (Long) since.toEpochMilli());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, RoomConfig config) {
        Role anonymousRole = config.anonymousRole();
        return statement
                .bind("title", config.title())
                .bind("description", config.description())
                .bind("language", config.language())
                .bind("persistent", number(config.persistent()))
                .bind("public_room", number(config.publicRoom()))
                .bind("moderated", number(config.moderated()))
                .bind("members_only", number(config.membersOnly()))
                .bind("password", config.password())
                .bind("max_occupants", config.maxOccupants())
                .bind("whois", config.whois().name().toLowerCase(Locale.ROOT))
                .bind("allow_subject_change", number(config.allowSubjectChange()))
                .bind("allow_invites", number(config.allowInvites()))
                .bind("allow_private_messages", number(config.allowPrivateMessages()))
                .bind("history_size", config.historySize())
                .bind(
                        "presence_broadcast",
                        String.join(
                                " ",
                                config.presenceBroadcast().stream()
                                        .map(Role::word)
                                        .sorted()
                                        .toList()))
                .bind("anonymous_role", anonymousRole == null ? null : anonymousRole.word())
                .bind("visitors_may_speak", number(config.visitorsMaySpeak()));
    }

    private static int number(boolean value) {
        return value ? 1 : 0;
    }

    private static @Nullable Void done() {
        return null;
    }
}
