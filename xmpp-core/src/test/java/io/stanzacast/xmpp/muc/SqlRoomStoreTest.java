package io.stanzacast.xmpp.muc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlRoomStoreTest {
    private static final Jid ROOM = Jid.parse("coven@rooms.example.org");
    private static final Jid ROMEO = Jid.parse("romeo@example.org");
    private static final Jid JULIET = Jid.parse("juliet@example.org");
    private static final RoomConfig EVERYTHING = RoomConfig.builder()
            .title("Der Hexenkessel ☂")
            .description("'quotes' \"and\" more")
            .language("de")
            .persistent(true)
            .publicRoom(false)
            .moderated(true)
            .membersOnly(true)
            .password("cauldron")
            .maxOccupants(17)
            .whois(RoomConfig.Whois.ANYONE)
            .allowSubjectChange(true)
            .allowInvites(false)
            .allowPrivateMessages(false)
            .historySize(3)
            .presenceBroadcast(Set.of(Role.MODERATOR))
            .anonymousRole(Role.VISITOR)
            .visitorsMaySpeak(true)
            .build();
    private static final RoomConfig PLAIN =
            RoomConfig.builder().persistent(true).build();

    private Database database;
    private RoomStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        store = new SqlRoomStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void readsBackAllThatItWrote() {
        RoomStore.StoredRoom room = new RoomStore.StoredRoom(
                EVERYTHING,
                new Subject("Fire", "romeo", Instant.parse("2026-01-01T00:00:00.123Z")),
                Map.of(ROMEO, Affiliation.OWNER, JULIET, Affiliation.OUTCAST));
        await(store.create(ROOM, room));
        assertThat(await(store.load(ROOM))).contains(room);
        RoomStore.StoredRoom plain = new RoomStore.StoredRoom(PLAIN, Subject.NEVER_SET, Map.of());
        await(store.create(ROOM, plain));
        assertThat(await(store.load(ROOM))).contains(plain);
    }

    @Test
    void changesPartsOfARoom() {
        await(store.create(ROOM, new RoomStore.StoredRoom(PLAIN, Subject.NEVER_SET, Map.of(ROMEO, Affiliation.OWNER))));
        await(store.saveAffiliations(ROOM, Map.of(JULIET, Affiliation.MEMBER)));
        Subject subject = new Subject("", null, Instant.EPOCH);
        await(store.saveSubject(ROOM, subject));
        await(store.saveConfig(ROOM, EVERYTHING, Map.of(ROMEO, Affiliation.NONE, JULIET, Affiliation.ADMIN)));
        assertThat(await(store.load(ROOM)))
                .contains(new RoomStore.StoredRoom(EVERYTHING, subject, Map.of(JULIET, Affiliation.ADMIN)));
    }

    @Test
    void listsTheRoomsOfOneService() {
        await(store.create(ROOM, new RoomStore.StoredRoom(EVERYTHING, Subject.NEVER_SET, Map.of())));
        await(store.create(
                Jid.parse("other@rooms.example.com"), new RoomStore.StoredRoom(PLAIN, Subject.NEVER_SET, Map.of())));
        assertThat(await(store.list("rooms.example.org")))
                .containsExactly(new RoomStore.Listing(ROOM, EVERYTHING.title(), false));
    }

    @Test
    void forgetsARoom() {
        await(store.create(ROOM, new RoomStore.StoredRoom(PLAIN, Subject.NEVER_SET, Map.of(ROMEO, Affiliation.OWNER))));
        await(store.delete(ROOM));
        assertThat(await(store.load(ROOM))).isEmpty();
        assertThat(await(store.list("rooms.example.org"))).isEmpty();
    }
}
