package io.stanzacast.policy.broadcast;

import static io.stanzacast.policy.broadcast.FocusStage.BREWERY;
import static io.stanzacast.policy.broadcast.FocusStage.FOCUS;
import static io.stanzacast.policy.broadcast.FocusStage.ROMEO;
import static io.stanzacast.policy.broadcast.FocusStage.condition;
import static io.stanzacast.policy.broadcast.FocusStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.xmpp.stanza.Iq;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the focus deals with engines: choice, silence, failure, departure, and what comes back after a restart. */
final class FocusEnginesTest {
    @TempDir
    private Path directory;

    private final MemoryOnAirStore store = new MemoryOnAirStore();
    private FocusStage stage;

    @BeforeEach
    void enter() {
        stage = new FocusStage(directory, store).joined();
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    private void start() {
        stage.command(ROMEO, "action='start' recording_mode='stream' streamid='demo'");
    }

    @Test
    @DisplayName("jibri.md: three engines, one silent, one failing with should_retry, one good: the client gets on")
    void findsTheGoodEngine() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        stage.engine("e3", "idle");
        start();
        stage.toEngine("e1");
        stage.pass(Duration.ofSeconds(15));
        assertThat(stage.answerTo(ROMEO).type()).isEqualTo(Iq.Type.RESULT);
        assertThat(text(stage.toEngine("e1")))
                .as("after no answer a stop is sent")
                .contains("action='stop'");
        stage.answer(stage.toEngine("e2"), "status='off' failure_reason='error' should_retry='true'");
        stage.answer(stage.toEngine("e3"), "status='pending'");
        stage.report("e3", "status='on'");
        assertThat(text(stage.shown())).contains("status='on'");
    }

    @Test
    @DisplayName("jibri.md: missing should_retry = do not retry")
    void doesNotRetryUnlessTold() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='off' failure_reason='error'");
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("service-unavailable");
        assertThat(stage.sent.isEmpty()).isTrue();
    }

    @Test
    void goesOnWhenAnEngineAnswersWithAnError() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        start();
        Iq first = stage.toEngine("e1");
        stage.give(
                "<iq type='error' id='%s' from='%s/e1' to='%s'><error type='cancel' code='503'>"
                        + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
                first.id().orElseThrow(), BREWERY, FOCUS);
        stage.answer(stage.toEngine("e2"), "status='pending'");
        assertThat(stage.answerTo(ROMEO).type()).isEqualTo(Iq.Type.RESULT);
    }

    @Test
    @DisplayName("jibri.md: pending 90 s, then another engine, at last off with a reason")
    void givesUpOnAnEngineThatStaysPending() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='pending'");
        stage.sent.clear();
        stage.pass(Duration.ofSeconds(89));
        assertThat(stage.sent.isEmpty()).isTrue();
        stage.pass(Duration.ofSeconds(1));
        assertThat(text(stage.toEngine("e1"))).contains("action='stop'");
        assertThat(text(stage.shown())).contains("status='off'", "failure_reason='error'");
    }

    @Test
    void waitsForAnEngineThatSaysPendingAgain() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='pending'");
        for (int i = 0; i < 10; i++) {
            stage.pass(Duration.ofSeconds(60));
            stage.report("e1", "status='pending'");
        }
        stage.sent.clear();
        stage.report("e1", "status='on'");
        assertThat(text(stage.shown())).contains("status='on'");
    }

    @Test
    void replacesAnEngineThatLeaves() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='on'");
        stage.sent.clear();
        stage.engineLeaves("e1");
        assertThat(text(stage.shown())).contains("status='pending'");
        stage.answer(stage.toEngine("e2"), "status='on'");
        assertThat(text(stage.shown())).contains("status='on'");
    }

    @Test
    void endsWhenAnEngineSaysOff() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='on'");
        stage.sent.clear();
        stage.report("e1", "status='off'");
        assertThat(text(stage.shown())).contains("status='off'").doesNotContain("failure_reason");
        assertThat(store.load().toCompletableFuture().join()).isEmpty();
    }

    @Test
    @DisplayName("jibri.md: correlate by occupant JID; item-not-found for an unknown session")
    void refusesReportsOfStrangers() {
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='pending'");
        stage.report("e2", "status='on'");
        assertThat(condition(stage.toEngine("e2"))).isEqualTo("item-not-found");
        stage.report("e1", "status='on' session_id='another'");
        assertThat(condition(stage.toEngine("e1"))).isEqualTo("item-not-found");
        stage.report("e1", "status='perhaps'");
        assertThat(condition(stage.toEngine("e1"))).isEqualTo("bad-request");
        assertThat(text(stage.shown())).contains("status='pending'");
    }

    @Test
    void ignoresAnswersFromOthersThanWereAsked() {
        stage.engine("e1", "idle");
        start();
        Iq request = stage.toEngine("e1");
        stage.give(
                "<iq type='result' id='%s' from='%s/e2' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' status='on'/></iq>",
                request.id().orElseThrow(), BREWERY, FOCUS);
        assertThat(stage.sent.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("jibri.md: an occupant of the brewery that is no engine account is ignored")
    void ignoresImpostors() {
        stage.engine(
                "e1", "mallory@example.org/x", "<jibri-status xmlns='http://jitsi.org/protocol/jibri' status='idle'/>");
        start();
        assertThat(text(stage.answerTo(ROMEO))).contains("no engine is present");
    }

    @Test
    @DisplayName("jibri.md: children win over the attribute; health defaults to healthy")
    void readsBothDialectsOfPresence() {
        String children = "<jibri-status xmlns='http://jitsi.org/protocol/jibri' status='idle'>"
                + "<busy-status xmlns='http://jitsi.org/protocol/jibri' status='%s'/>"
                + "<health-status xmlns='http://jitsi.org/protocol/health' status='%s'/></jibri-status>";
        stage.engine("e1", "e1@engines.example.org/j", String.format(children, "busy", "healthy"));
        stage.engine("e2", "e2@engines.example.org/j", String.format(children, "idle", "unhealthy"));
        start();
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("resource-constraint");
        stage.engine("e2", "e2@engines.example.org/j", String.format(children, "idle", "healthy"));
        start();
        stage.toEngine("e2");
    }

    @Test
    @DisplayName("jibri.md: a failed engine rests 60 s unless it announces itself available")
    void letsAFailedEngineRest() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='off' failure_reason='error'");
        stage.answerTo(ROMEO);
        stage.pass(Duration.ofSeconds(59));
        start();
        assertThat(condition(stage.answerTo(ROMEO))).isEqualTo("resource-constraint");
        stage.pass(Duration.ofSeconds(1));
        start();
        stage.answer(stage.toEngine("e1"), "status='off' failure_reason='error'");
        stage.answerTo(ROMEO);
        stage.engine("e1", "idle");
        stage.pass(Duration.ofMillis(200));
        start();
        stage.toEngine("e1");
    }

    @Test
    void prefersEnginesThatDidNotFail() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='off' failure_reason='error'");
        stage.answerTo(ROMEO);
        stage.engine("e1", "idle");
        stage.engine("e2", "idle");
        stage.pass(Duration.ofSeconds(1));
        start();
        stage.toEngine("e2");
    }

    @Test
    void putsOnAirAgainWhatWasOnAirWhenAnEngineCame() {
        store.put("demo", Mode.STREAM);
        store.put("vanished", Mode.STREAM);
        try (FocusStage again = new FocusStage(directory, store).joined()) {
            again.command(ROMEO, "action='start' streamid='demo'");
            assertThat(condition(again.answerTo(ROMEO))).as("waits").isEqualTo("unexpected-request");
            again.engine("e1", "idle");
            again.answer(again.toEngine("e1"), "status='on'");
            assertThat(text(again.shown())).contains("status='on'");
        }
        assertThat(store.load().toCompletableFuture().join())
                .containsExactly(new OnAirStore.Entry("demo", Mode.STREAM));
    }

    @Test
    void keepsWhatIsOnAirInMindWhenItCloses() {
        stage.engine("e1", "idle");
        start();
        stage.answer(stage.toEngine("e1"), "status='on'");
        stage.focus.close();
        stage.loop.run();
        stage.engineLeaves("e1");
        assertThat(store.load().toCompletableFuture().join()).hasSize(1);
    }

    @Test
    void triesAgainForItsOwnBroadcastsWhenAllEnginesFailed() {
        stage.engine("e1", "idle");
        stage.focus.putOnAir(stage.demo);
        stage.loop.run();
        stage.answer(stage.toEngine("e1"), "status='off' failure_reason='error' should_retry='true'");
        stage.pass(Duration.ofSeconds(59));
        stage.sent.clear();
        stage.pass(Duration.ofSeconds(2));
        stage.answer(stage.toEngine("e1"), "status='on'");
        assertThat(text(stage.shown())).contains("status='on'");
        stage.focus.takeOffAir(stage.demo);
        stage.loop.run();
        assertThat(text(stage.shown())).contains("status='off'");
    }
}
