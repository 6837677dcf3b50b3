package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.Client;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is acknowledged is committed, and whatever comes meanwhile waits its turn. */
class PersistenceTest {
    private static final String ROOM = "coven@rooms.example.org";
    private static final Jid JID = Jid.parse(ROOM);
    private static final Jid ROMEO = Jid.parse("romeo@example.org");
    private static final Jid JULIET = Jid.parse("juliet@example.org");
    private static final String PERSISTENT = field("muc#roomconfig_persistentroom", "1");

    private final Stage stage = new Stage();

    private <T> CompletableFuture<T> run(CompletionStage<T> stage) {
        this.stage.script.executor().run();
        return stage.toCompletableFuture();
    }

    private static RoomConfig persistent() {
        return RoomConfig.builder().persistent(true).build();
    }

    @Test
    void answersOnlyAfterTheCommit() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        Client juliet = stage.inside("juliet", ROOM);
        stage.store.hold();
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='member'/>");
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        romeo.receivesNothing();
        juliet.receivesNothing();
        stage.store.release();
        assertThat(got(romeo)).containsExactly("iq result", "presence", "message groupchat");
        assertThat(got(juliet)).containsExactly("presence 110", "message groupchat");
        assertThat(stage.store.rooms.get(JID).affiliations())
                .isEqualTo(Map.of(ROMEO, Affiliation.OWNER, JULIET, Affiliation.MEMBER));
    }

    @Test
    void changesNothingThatCannotBeStored() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        Client juliet = stage.inside("juliet", ROOM);
        stage.store.fail();
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='outcast'/>");
        stage.configure(romeo, ROOM, field("muc#roomconfig_roomname", "x"));
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><subject>x</subject></message>");
        romeo.sends("<iq type='set' id='d' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");
        assertThat(got(romeo))
                .containsExactly(
                        "iq error internal-server-error",
                        "iq error internal-server-error",
                        "message error internal-server-error",
                        "iq error internal-server-error");
        juliet.receivesNothing();
        stage.store.recover();
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence", "presence 110", "message groupchat");
    }

    @Test
    void keepsOrderBehindASubject() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        stage.store.hold();
        romeo.sends("<message type='groupchat' id='1' to='coven@rooms.example.org'><subject>x</subject></message>");
        romeo.sends("<message type='groupchat' id='2' to='coven@rooms.example.org'><body>hi</body></message>");
        romeo.receivesNothing();
        stage.store.release();
        assertThat(romeo.all())
                .extracting(message -> message.attribute("id").orElse(""))
                .containsExactly("1", "2");
        assertThat(stage.store.rooms.get(JID).subject().text()).isEqualTo("x");
    }

    @Test
    void keepsPersistentRoomsAndForgetsThemWhenTheyAreNotAnyMore() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        assertThat(stage.store.rooms).containsOnlyKeys(JID);
        romeo.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110", "message groupchat");
        stage.inside("romeo", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_persistentroom", "0"));
        assertThat(stage.store.rooms).isEmpty();
    }

    @Test
    void loadsRoomsOfAnEarlierRun() {
        stage.store.rooms.put(
                JID,
                new RoomStore.StoredRoom(
                        persistent(),
                        new Subject("Fire", "romeo", stage.clock.instant()),
                        Map.of(JULIET, Affiliation.OUTCAST)));
        stage.rooms.start();
        stage.store.hold();
        Client juliet = stage.user("juliet");
        Client nurse = stage.user("nurse");
        stage.join(juliet, ROOM + "/juliet");
        stage.join(nurse, ROOM + "/nurse");
        nurse.sends("<message type='groupchat' id='2' to='coven@rooms.example.org'><body>hi</body></message>");
        nurse.receivesNothing();
        stage.store.release();
        assertThat(got(juliet)).containsExactly("presence error forbidden");
        assertThat(got(nurse)).containsExactly("presence 110", "message groupchat", "message groupchat");
    }

    @Test
    void refusesWhatCannotBeLoadedAndTriesAgain() {
        stage.store.rooms.put(JID, new RoomStore.StoredRoom(persistent(), Subject.NEVER_SET, Map.of()));
        stage.rooms.start();
        stage.store.fail();
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence error internal-server-error");
        stage.store.recover();
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110", "message groupchat");
    }

    @Test
    void takesIdleRoomsOutOfMemoryAndBackIn() {
        for (int i = 0; i <= 200; i++) {
            Jid room = Jid.parse("room" + i + "@rooms.example.org");
            run(stage.rooms.ensure(room, persistent(), Map.of(ROMEO, Affiliation.OWNER)));
        }
        stage.store.hold();
        CompletableFuture<Affiliation> last =
                run(stage.rooms.affiliation(Jid.parse("room200@rooms.example.org"), ROMEO));
        CompletableFuture<Affiliation> first =
                run(stage.rooms.affiliation(Jid.parse("room0@rooms.example.org"), ROMEO));
        assertThat(last).isCompletedWithValue(Affiliation.OWNER);
        assertThat(first).isNotDone();
        stage.store.release();
        stage.script.executor().run();
        assertThat(first).isCompletedWithValue(Affiliation.OWNER);
    }

    @Test
    void ensuresARoomAndBringsItInLine() {
        assertThat(run(stage.rooms.find(JID))).isCompletedWithValue(java.util.Optional.empty());
        assertThat(run(stage.rooms.ensure(JID, persistent(), Map.of(ROMEO, Affiliation.OWNER))))
                .isCompleted();
        Client romeo = stage.user("romeo");
        stage.join(romeo, ROOM + "/romeo");
        assertThat(got(romeo)).containsExactly("presence 110", "message groupchat");
        stage.admin(romeo, ROOM, "<item jid='nurse@example.org' affiliation='member'/>");
        stage.clear();
        RoomConfig open = RoomConfig.builder()
                .persistent(true)
                .whois(RoomConfig.Whois.ANYONE)
                .build();
        run(stage.rooms.ensure(JID, open, Map.of(JULIET, Affiliation.OWNER)));
        assertThat(got(romeo)).containsExactly("presence 110", "message groupchat 172");
        assertThat(stage.store.rooms.get(JID).affiliations())
                .isEqualTo(Map.of(JULIET, Affiliation.OWNER, Jid.parse("nurse@example.org"), Affiliation.MEMBER));
        assertThat(run(stage.rooms.find(JID))).isCompletedWithValue(java.util.Optional.of(open));
        assertThat(run(stage.rooms.affiliation(JID, JULIET))).isCompletedWithValue(Affiliation.OWNER);
        assertThat(run(stage.rooms.occupant(Jid.parse(ROOM + "/romeo"))))
                .isCompletedWithValue(java.util.Optional.of(
                        new OccupantInfo(ROMEO, "romeo", Affiliation.NONE, Role.PARTICIPANT, false)));
        run(stage.rooms.destroy(JID, "over"));
        assertThat(got(romeo)).containsExactly("presence unavailable 110");
        assertThat(stage.store.rooms).isEmpty();
    }

    @Test
    void failsToEnsureWhatCannotBe() {
        assertThatThrownBy(() -> run(stage.rooms.ensure(JID, RoomConfig.defaults(), Map.of()))
                        .join())
                .hasMessageContaining("persistent: false (expected: true");
        assertThatThrownBy(() -> run(stage.rooms.find(Jid.parse("x@nowhere.example.org")))
                        .join())
                .hasMessageContaining("expected: a room at one of");
        stage.store.fail();
        assertThatThrownBy(() ->
                        run(stage.rooms.ensure(JID, persistent(), Map.of())).join())
                .hasMessageContaining("cannot be stored");
        stage.store.recover();
        assertThat(run(stage.rooms.find(JID))).isCompletedWithValue(java.util.Optional.empty());
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110 201", "message groupchat");
    }

    @Test
    void letsAJoinDuringDestructionCreateTheRoomAnew() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        stage.store.hold();
        romeo.sends("<iq type='set' id='d' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        juliet.receivesNothing();
        stage.store.release();
        assertThat(got(romeo)).containsExactly("presence unavailable 110", "iq result");
        assertThat(got(juliet)).containsExactly("presence 110 201", "message groupchat");
    }

    @Test
    void neverLosesTheLastOwnerWhenTwoResign() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='owner'/>");
        Client juliet = stage.inside("juliet", ROOM);
        stage.store.hold();
        stage.admin(romeo, ROOM, "<item jid='romeo@example.org' affiliation='none'/>");
        stage.admin(juliet, ROOM, "<item jid='juliet@example.org' affiliation='none'/>");
        stage.store.release();
        assertThat(got(romeo)).startsWith("iq result");
        assertThat(got(juliet)).contains("iq error conflict");
        assertThat(stage.store.rooms.get(JID).affiliations()).containsEntry(JULIET, Affiliation.OWNER);
    }

    @Test
    void kicksWhoChangedTheNicknameBeforeOnlyByTheNewOne() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence to='coven@rooms.example.org/capulet'/>");
        stage.clear();
        stage.admin(romeo, ROOM, "<item nick='juliet' role='none'/>");
        assertThat(got(romeo)).containsExactly("iq error item-not-found");
        stage.admin(romeo, ROOM, "<item nick='capulet' role='none'/>");
        juliet.sends("<presence to='coven@rooms.example.org/juliet'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 307", "presence unavailable 110 307 333");
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 307");
    }

    @Test
    void leavesNothingWaitingWhenSomebodyGoesDuringACommit() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        Client juliet = stage.inside("juliet", ROOM);
        stage.store.hold();
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='outcast'/>");
        juliet.disconnects();
        romeo.disconnects();
        stage.store.release();
        stage.script.executor().run();
        assertThat(run(stage.rooms.affiliation(JID, JULIET))).isCompletedWithValue(Affiliation.OUTCAST);
    }

    @Test
    void tellsTheProgramWhichRoomsThereAreAndWhoIsInside() {
        Client romeo = stage.owner("romeo", ROOM, PERSISTENT);
        stage.inside("juliet", ROOM);
        assertThat(stage.rooms.all()).containsExactly(JID);
        RoomInfo info = run(stage.rooms.info(JID)).join().orElseThrow();
        assertThat(info.occupants()).isEqualTo(2);
        assertThat(info.config().persistent()).isTrue();
        assertThat(info.affiliations()).isEqualTo(Map.of(ROMEO, Affiliation.OWNER));
        romeo.disconnects();
        assertThat(run(stage.rooms.info(JID)).join().orElseThrow().occupants()).isEqualTo(1);
        assertThat(run(stage.rooms.info(Jid.parse("garden@rooms.example.org")))).isCompletedWithValue(Optional.empty());
    }
}
