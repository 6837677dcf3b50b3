package io.stanzacast.policy.broadcast;

import static io.stanzacast.policy.broadcast.FocusStage.BREWERY;
import static io.stanzacast.policy.broadcast.FocusStage.condition;
import static io.stanzacast.policy.broadcast.FocusStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.policy.channel.TestChannels;
import io.stanzacast.xmpp.script.XmlText;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine, seen from the brewery room. */
final class EmbeddedEngineTest {
    private static final String FIRST = "embedded-1@engine.broadcast.example.org/engine";
    private static final String TODAY =
            "action='start' room='demo@rooms.example.org' streamid='demo' recording_mode='stream' session_id='s1'";

    @TempDir
    private Path directory;

    private final ManualLoop loop = new ManualLoop();
    private final SentStanzas sent = new SentStanzas();
    private final TestOnAir onAir = new TestOnAir();
    private TestChannels channels;

    @BeforeEach
    void enter() {
        channels = new TestChannels(directory);
        channels.create(TestChannels.channel("demo"));
    }

    @AfterEach
    void leave() {
        channels.close();
    }

    private EmbeddedEngine engine(int slots) {
        BroadcastConfig base = BroadcastConfig.of("example.org");
        BroadcastConfig config = new BroadcastConfig(
                base.domain(),
                base.brewery(),
                base.embeddedDomain(),
                base.engineDomains(),
                slots,
                base.replyTimeout(),
                base.pendingTimeout(),
                base.maxRetries(),
                base.engineRest());
        EmbeddedEngine engine = new EmbeddedEngine(config, channels.channels(), onAir, sent, loop);
        engine.start();
        loop.run();
        return engine;
    }

    private EmbeddedEngine joined(int slots) {
        EmbeddedEngine engine = engine(slots);
        for (int i = 1; i <= slots; i++) {
            give(
                    engine,
                    String.format(
                            "<presence from='%s/embedded-%d' to='embedded-%d@engine.broadcast.example.org/engine'>"
                                    + "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='participant'/>"
                                    + "<status code='110'/></x></presence>",
                            BREWERY, i, i));
        }
        sent.clear();
        return engine;
    }

    private void give(EmbeddedEngine engine, String xml) {
        try {
            engine.receive(Stanza.of(XmlText.element(xml)));
        } catch (StanzaException e) {
            throw new AssertionError(e);
        }
        loop.run();
    }

    private void command(EmbeddedEngine engine, String to, String attributes) {
        give(
                engine,
                String.format(
                        "<iq type='set' id='1' from='%s/focus' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' %s/></iq>",
                        BREWERY, to, attributes));
    }

    @Test
    @DisplayName("jibri.md: the superset in presence, status attribute and both children")
    void entersTheBreweryIdle() {
        engine(1);
        assertThat(text(sent.presence(BREWERY + "/embedded-1")))
                .contains("<jibri-status xmlns='http://jitsi.org/protocol/jibri' status='idle'>")
                .contains("<busy-status status='idle'/>")
                .contains("<health-status xmlns='http://jitsi.org/protocol/health' status='healthy'/>");
    }

    @Test
    void carriesABroadcastForAFocusOfToday() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, TODAY);
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("type='result'", "status='pending'");
        assertThat(text(sent.presence(BREWERY + "/embedded-1"))).contains("status='busy'");
        assertThat(onAir.done()).containsExactly("start demo");
        onAir.picture("demo");
        loop.run();
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("type='set'", "status='on'", "session_id='s1'");
        command(engine, FIRST, "action='stop' session_id='s1' recording_mode='stream' now='true'");
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("type='result'", "status='off'");
        assertThat(text(sent.presence(BREWERY + "/embedded-1"))).contains("status='idle'");
        assertThat(onAir.done()).containsExactly("start demo", "stop demo now");
    }

    @Test
    void saysPendingAgainUntilThereIsAPicture() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, TODAY);
        sent.iq(BREWERY + "/focus");
        for (int i = 0; i < 5; i++) {
            loop.pass(Duration.ofSeconds(30));
            assertThat(text(sent.iq(BREWERY + "/focus"))).contains("status='pending'");
        }
        onAir.picture("demo");
        loop.run();
        sent.clear();
        loop.pass(Duration.ofMinutes(10));
        assertThat(sent.isEmpty()).isTrue();
    }

    @Test
    void carriesABroadcastForAFocusOfTheDraft() {
        EmbeddedEngine engine = joined(1);
        give(
                engine,
                String.format(
                        "<iq type='set' id='1' from='%s/focus' to='%s' room='demo@rooms.example.org'>"
                                + "<jibri xmlns='http://jitsi.org/protocol/jibri' action='start' streamid='demo'/></iq>",
                        BREWERY, FIRST));
        assertThat(sent.iq(BREWERY + "/focus").payload()).isEmpty();
        assertThat(text(sent.presence(BREWERY + "/embedded-1"))).contains("status='busy'");
        onAir.picture("demo");
        loop.run();
        assertThat(sent.isEmpty()).as("the draft knows no reports").isTrue();
    }

    @Test
    @DisplayName("jibri.md, serving both, 2: refusals by dialect")
    void refusesInTheAskersDialect() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, TODAY);
        sent.clear();
        command(engine, FIRST, TODAY);
        assertThat(text(sent.iq(BREWERY + "/focus")))
                .contains("status='off'", "failure_reason='busy'", "should_retry='true'");
        command(engine, FIRST, "action='start' room='demo@rooms.example.org' streamid='demo'");
        Stanza draft = sent.iq(BREWERY + "/focus");
        assertThat(text(draft)).contains("<service-unavailable", "code='503'");
    }

    @Test
    void refusesWhatItCannotDo() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, "action='start' streamid='demo'");
        assertThat(text(sent.iq(BREWERY + "/focus"))).as("no room").contains("code='503'");
        command(engine, FIRST, "action='start' room='nowhere@rooms.example.org' streamid='demo' session_id='s'");
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("failure_reason='error'", "should_retry='false'");
        command(engine, FIRST, "action='start' room='demo@rooms.example.org' recording_mode='file' session_id='s'");
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("failure_reason='error'", "should_retry='true'");
        onAir.full();
        command(engine, FIRST, TODAY);
        assertThat(text(sent.iq(BREWERY + "/focus"))).contains("failure_reason='busy'");
        assertThat(sent.isEmpty()).as("idle all the time").isTrue();
    }

    @Test
    void obeysNobodyButTheFocus() {
        EmbeddedEngine engine = joined(1);
        give(
                engine,
                String.format(
                        "<iq type='set' id='1' from='%s/mallory' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' %s/></iq>",
                        BREWERY, FIRST, TODAY));
        assertThat(condition(sent.iq(BREWERY + "/mallory"))).isEqualTo("service-unavailable");
        assertThat(onAir.done()).isEmpty();
    }

    @Test
    void doesNotStopAnotherSession() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, TODAY);
        sent.clear();
        command(engine, FIRST, "action='stop' session_id='s0'");
        assertThat(condition(sent.iq(BREWERY + "/focus"))).isEqualTo("item-not-found");
        assertThat(onAir.done()).containsExactly("start demo");
    }

    @Test
    void keepsSpareEnginesUpToTheConfiguredNumber() {
        EmbeddedEngine engine = engine(9);
        for (int i = 1; i <= 8; i++) {
            sent.presence(BREWERY + "/embedded-" + i);
        }
        assertThat(sent.isEmpty()).isTrue();
        command(engine, FIRST, TODAY);
        sent.presence(BREWERY + "/embedded-9");
        command(engine, "embedded-2@engine.broadcast.example.org/engine", TODAY);
        assertThat(sent.history())
                .filteredOn(stanza -> text(stanza).contains("embedded-10"))
                .isEmpty();
    }

    @Test
    @DisplayName("jibri.md: an engine that loses XMPP stops its session")
    void stopsWhenItIsRemovedFromTheBrewery() {
        EmbeddedEngine engine = joined(1);
        command(engine, FIRST, TODAY);
        give(
                engine,
                String.format(
                        "<presence type='unavailable' from='%s/embedded-1' to='%s'>"
                                + "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='none'/>"
                                + "<status code='110'/></x></presence>",
                        BREWERY, FIRST));
        assertThat(onAir.done()).containsExactly("start demo", "stop demo");
    }
}
