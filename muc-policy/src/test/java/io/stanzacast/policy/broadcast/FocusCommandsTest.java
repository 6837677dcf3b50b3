package io.stanzacast.policy.broadcast;

import static io.stanzacast.policy.broadcast.FocusStage.ROMEO;
import static io.stanzacast.policy.broadcast.FocusStage.ROOM;
import static io.stanzacast.policy.broadcast.FocusStage.condition;
import static io.stanzacast.policy.broadcast.FocusStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people ask of the focus, in both dialects, and every refusal. */
final class FocusCommandsTest {
    @TempDir
    private Path directory;

    private FocusStage stage;

    @BeforeEach
    void enter() {
        stage = new FocusStage(directory).joined();
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    @Test
    @DisplayName("jibri.md, today's dialect: start, pending, on, stop by room")
    void startsAndStopsForAClientOfToday() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='" + stage.key + "' app_data='{}'");
        Iq start = stage.toEngine("e1");
        assertThat(text(start))
                .contains("action='start'", "room='" + ROOM + "'", "recording_mode='stream'", "app_data='{}'")
                .contains("streamid='" + stage.key + "'", "session_id='");
        stage.answer(start, "status='pending'");
        String session = sessionId(stage.answerTo(ROMEO));
        assertThat(text(start)).contains(session);
        assertThat(text(stage.shown())).contains("status='pending'", session, "initiator='" + ROMEO + "'");

        stage.report("e1", "status='on'");
        assertThat(stage.toEngine("e1").type()).isEqualTo(Iq.Type.RESULT);
        assertThat(text(stage.shown())).contains("status='on'", session, "recording_mode='stream'");

        stage.command(ROMEO, "action='stop' recording_mode='stream'");
        assertThat(text(stage.toEngine("e1"))).contains("action='stop'", session);
        assertThat(sessionId(stage.answerTo(ROMEO))).isEqualTo(session);
        Element off = stage.shown();
        assertThat(text(off)).contains("status='off'", session, "initiator='" + ROMEO + "'");
        assertThat(off.attribute("failure_reason")).isEmpty();
    }

    @Test
    @DisplayName("draft 0.0.1: a plain result accepts, busy and idle are all an engine ever says")
    void startsAndStopsForAClientAndAnEngineOfTheDraft() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='START' streamid='demo'");
        Iq start = stage.toEngine("e1");
        stage.give(
                "<iq type='result' id='%s' from='%s' to='%s'/>",
                start.id().orElseThrow(), FocusStage.BREWERY + "/e1", FocusStage.FOCUS);
        assertThat(sessionId(stage.answerTo(ROMEO))).isNotEmpty();
        assertThat(text(stage.shown())).contains("status='on'");
        stage.engine("e1", "busy");
        stage.engine("e1", "idle");
        assertThat(text(stage.shown())).contains("status='off'");
        stage.command(ROMEO, "action='stop'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("item-not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action='pause' | bad-request",
                "recording_mode='stream' | bad-request",
                "action='start' recording_mode='stream' | bad-request",
                "action='start' recording_mode='cassette' streamid='demo' | bad-request",
                "action='start' recording_mode='file' streamid='demo' | bad-request",
                "action='start' recording_mode='file' | service-unavailable",
                "action='start' streamid='rtmp://a.rtmp.youtube.com/live2/secret' | service-unavailable",
                "action='start' recording_mode='stream' streamid='RTMPS://elsewhere/secret' | service-unavailable",
                "action='start' recording_mode='stream' streamid='nonsense' | bad-request",
                "action='start' recording_mode='stream' streamid='other' | bad-request",
                "action='stop' recording_mode='stream' | item-not-found",
                "action='stop' recording_mode='file' | item-not-found",
                "action='stop' session_id='7' | item-not-found",
            })
    @DisplayName("jibri.md: errors from focus to client, the condition first")
    void refuses(String attributes, String condition) {
        stage.engine("e1", "idle");
        stage.command(ROMEO, attributes);
        Iq answer = stage.answerTo(ROMEO);
        assertThat(condition(answer)).isEqualTo(condition);
        assertThat(text(answer)).doesNotContain("secret", "nonsense");
        assertThat(stage.sent.isEmpty()).as(stage.sent.describe()).isTrue();
    }

    @Test
    void refusesAnotherChannelsKey() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='" + stage.otherKey + "'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("bad-request");
    }

    @Test
    @DisplayName("jibri.md: unexpected-request when already active")
    void refusesASecondStart() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        stage.command(ROMEO, "action='start' streamid='demo'");
        stage.answerTo(FocusStage.BREWERY + "/e1");
        stage.command(ROMEO, "action='start' streamid='demo'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("unexpected-request");
    }

    @ParameterizedTest
    @CsvSource({
        "none,juliet@example.org/balcony,forbidden",
        "member,juliet@example.org/balcony,forbidden",
        "admin,juliet@example.org/balcony,item-not-found",
        "owner,juliet@example.org/balcony,item-not-found",
        "none,romeo@example.org/second,item-not-found",
    })
    @DisplayName("jibri.md: owners and admins of the room, and addresses the channel names; everybody else: forbidden")
    void knowsWhoMay(String affiliation, String real, String condition) {
        stage.occupant(ROOM + "/Juliet", real, affiliation);
        stage.command(ROOM + "/Juliet", "action='stop'");
        assertThat(condition(stage.answerTo(ROOM + "/Juliet"))).isEqualTo(condition);
    }

    @Test
    void refusesVisitorsWhosePresenceIsNotShown() {
        stage.command(ROOM + "/Ghost", "action='start' streamid='" + stage.key + "'");
        assertThat(condition(stage.answerTo(ROOM + "/Ghost"))).isEqualTo("forbidden");
    }

    @Test
    void doesNotTellPeopleWithoutRightsWhetherAKeyIsGood() {
        stage.occupant(ROOM + "/Juliet", "juliet@example.org/balcony", "none");
        stage.command(ROOM + "/Juliet", "action='start' recording_mode='stream' streamid='" + stage.key + "'");
        assertThat(condition(stage.answerTo(ROOM + "/Juliet"))).isEqualTo("forbidden");
    }

    @Test
    void takesCommandsFromOutsideTheRoomThatNameIt() {
        stage.command("romeo@example.org/pda", "action='stop'");
        assertThat(condition(stage.answerTo("romeo@example.org/pda"))).isEqualTo("bad-request");
        stage.command("romeo@example.org/pda", "action='stop' room='nowhere@rooms.example.org'");
        assertThat(condition(stage.answerTo("romeo@example.org/pda"))).isEqualTo("item-not-found");
        stage.command("romeo@example.org/pda", "action='stop' room='" + ROOM + "'");
        assertThat(text(stage.answerTo("romeo@example.org/pda"))).contains("no broadcast is running");
        stage.command("juliet@example.org/pda", "action='stop' room='" + ROOM + "'");
        assertThat(condition(stage.answerTo("juliet@example.org/pda"))).isEqualTo("forbidden");
        stage.channels.rooms().administrator("juliet@example.org");
        stage.command("juliet@example.org/pda", "action='stop' room='" + ROOM + "'");
        assertThat(condition(stage.answerTo("juliet@example.org/pda"))).isEqualTo("item-not-found");
    }

    @Test
    @DisplayName("jibri.md: service-unavailable no engine present")
    void saysThatNoEngineIsThere() {
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='demo'");
        Iq answer = stage.answerTo(ROMEO);
        assertThat(condition(answer)).isEqualTo("service-unavailable");
        assertThat(text(answer)).contains("code='503'", "no engine is present");
        assertThat(stage.sent.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("jibri.md: resource-constraint all busy; draft clients service-unavailable 503")
    void saysThatAllEnginesAreBusy() {
        stage.engine("e1", "busy");
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='demo'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("resource-constraint");
        stage.command(ROMEO, "action='start' streamid='demo'");
        Iq draft = stage.answerTo(ROMEO);
        assertThat(condition(draft)).isEqualTo("service-unavailable");
        assertThat(text(draft)).contains("code='503'");
    }

    @Test
    void answersWhenAnEngineTakesItsTime() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='start' streamid='demo'");
        Iq start = stage.toEngine("e1");
        assertThat(stage.sent.isEmpty()).isTrue();
        stage.pass(Duration.ofSeconds(3));
        assertThat(sessionId(stage.answerTo(ROMEO))).isNotEmpty();
        assertThat(text(stage.shown())).contains("status='pending'");
        stage.answer(start, "status='off' failure_reason='error'");
        assertThat(text(stage.shown())).contains("status='off'", "failure_reason='error'");
        assertThat(stage.sent.isEmpty()).as("answered once").isTrue();
    }

    @Test
    @DisplayName("ours: now='true' is handed on")
    void takesEverythingAwayAtOnce() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='start' streamid='demo'");
        stage.answer(stage.toEngine("e1"), "status='pending'");
        stage.command(ROMEO, "action='stop' now='true'");
        assertThat(text(stage.toEngine("e1"))).contains("action='stop'", "now='true'");
    }

    @Test
    void takesAwayAtOnceWhatEndedAMomentAgo() {
        stage.command(ROMEO, "action='stop' now='true'");
        assertThat(stage.answerTo(ROMEO).type()).isEqualTo(Iq.Type.RESULT);
        assertThat(stage.onAir.done()).containsExactly("stop demo now");
        stage.command(ROMEO, "action='stop' now='true' session_id='7'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("item-not-found");
    }

    @Test
    void answersDiscoveryAndRefusesWhatItDoesNotKnow() {
        stage.give(
                "<iq type='get' id='1' from='%s' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                ROMEO, FocusStage.FOCUS);
        assertThat(text(stage.answerTo(ROMEO))).contains("var='http://jitsi.org/protocol/jibri'");
        stage.give("<iq type='get' id='1' from='%s' to='%s'><vCard xmlns='vcard-temp'/></iq>", ROMEO, FocusStage.FOCUS);
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("service-unavailable");
        stage.give(
                "<iq type='get' id='1' from='%s' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' action='stop'/></iq>",
                ROMEO, FocusStage.FOCUS);
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("bad-request");
    }

    @Test
    void neverSendsTheKeyToAnybodyButTheEngine() {
        stage.engine("e1", "idle");
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='" + stage.key + "'");
        stage.answer(stage.toEngine("e1"), "status='on'");
        stage.command(ROMEO, "action='stop'");
        assertThat(stage.sent.history())
                .filteredOn(stanza -> text(stanza).contains(stage.key))
                .singleElement()
                .satisfies(stanza ->
                        assertThat(stanza.to().orElseThrow().toString()).isEqualTo(FocusStage.BREWERY + "/e1"));
    }

    private static String sessionId(Iq answer) {
        assertThat(answer.type()).as(text(answer)).isEqualTo(Iq.Type.RESULT);
        return answer.payload().orElseThrow().attribute("session_id").orElseThrow();
    }
}
