package io.stanzacast.policy.broadcast.jibri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.XmlText;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The elements of jibri.md, both ways. */
final class JibriElementsTest {
    private static final String NS = "xmlns='http://jitsi.org/protocol/jibri'";
    private static final Jid ROOM = Jid.parse("demo@rooms.example.org");

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        "a start of today",
                        Command.start(Mode.STREAM, ROOM, "k", "s1", "{}"),
                        "<jibri " + NS + " action='start' recording_mode='stream' room='demo@rooms.example.org'"
                                + " streamid='k' session_id='s1' app_data='{}'/>"),
                Arguments.of(
                        "a start of the draft",
                        new Command(Command.Action.START, null, ROOM, "k", null, null, false),
                        "<jibri " + NS + " action='start' room='demo@rooms.example.org' streamid='k'/>"),
                Arguments.of(
                        "a stop at once",
                        Command.stop(Mode.FILE, ROOM, "s1", true),
                        "<jibri " + NS + " action='stop' recording_mode='file' room='demo@rooms.example.org'"
                                + " session_id='s1' now='true'/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void readsAndWritesCommands(String name, Command command, String xml) throws StanzaException {
        assertThat(text(command.toElement())).isEqualTo(xml);
        assertThat(Command.of(iq(xml))).isEqualTo(command);
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("pending", Report.of(Status.PENDING), "<jibri " + NS + " status='pending'/>"),
                Arguments.of(
                        "on, with its session",
                        Report.of(Status.ON).withSessionId("s1"),
                        "<jibri " + NS + " status='on' session_id='s1'/>"),
                Arguments.of(
                        "busy",
                        Report.failed(FailureReason.BUSY, true),
                        "<jibri " + NS + " status='off' failure_reason='busy' should_retry='true'/>"),
                Arguments.of(
                        "error",
                        Report.failed(FailureReason.ERROR, false),
                        "<jibri " + NS + " status='off' failure_reason='error' should_retry='false'/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void readsAndWritesReports(String name, Report report, String xml) throws StanzaException {
        assertThat(text(report.toElement())).isEqualTo(xml);
        assertThat(Report.of(iq(xml))).contains(report);
    }

    @Test
    @DisplayName("jibri.md: should_retry missing = do not retry; no or unknown status = no report")
    void readsReportsThatSayLess() throws StanzaException {
        assertThat(Report.of(iq("<jibri " + NS + " status='OFF' failure_reason='Error'/>")))
                .contains(Report.failed(FailureReason.ERROR, false));
        assertThat(Report.of(iq("<jibri " + NS + "/>"))).isEmpty();
        assertThat(Report.of(iq("<jibri " + NS + " status='undefined'/>"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"start,START", "Stop,STOP", "START,START"})
    @DisplayName("jibri.md: parsing of action is case-insensitive")
    void readsActionsInAnyCase(String word, Command.Action action) throws StanzaException {
        assertThat(Command.of(iq("<jibri " + NS + " action='" + word + "'/>")).action())
                .isEqualTo(action);
    }

    @Test
    @DisplayName("jibri.md: the draft's example puts room on the iq; accept it there and on jibri")
    void readsTheRoomInBothPlaces() throws StanzaException {
        Iq onIq = Iq.of(XmlText.element(
                "<iq type='set' id='1' room='demo@rooms.example.org'><jibri " + NS + " action='start'/></iq>"));
        assertThat(Command.of(onIq).room()).isEqualTo(ROOM);
        assertThat(Command.of(iq("<jibri " + NS + " action='start' room='demo@rooms.example.org/nick'/>"))
                        .room())
                .isEqualTo(ROOM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action='' | bad-request: action: (none) (expected: start or stop)",
                "action='start' recording_mode='x' | bad-request: recording_mode: x (expected: file or stream)",
                "action='start' room='@' | jid-malformed: room is no address (expected: room@domain)",
            })
    void refusesWhatItCannotRead(String attributes, String message) {
        assertThatThrownBy(() -> Command.of(iq("<jibri " + NS + " " + attributes + "/>")))
                .isInstanceOf(StanzaException.class)
                .hasMessage(message);
    }

    @Test
    void refusesEndlessAttributes() {
        String data = "x".repeat(5000);
        assertThatThrownBy(() -> Command.of(iq("<jibri " + NS + " action='start' app_data='" + data + "'/>")))
                .hasMessage("bad-request: app_data: 5000 characters (expected: 0..4096)");
    }

    @ParameterizedTest
    @CsvSource({
        "session_id='1',TODAY",
        "recording_mode='stream',TODAY",
        "app_data='{}',TODAY",
        "streamid='k',DRAFT",
    })
    @DisplayName("jibri.md, serving both, 2: session_id, recording_mode or app_data is today's")
    void tellsTheDialects(String attributes, Dialect dialect) throws StanzaException {
        assertThat(Command.of(iq("<jibri " + NS + " action='start' " + attributes + "/>"))
                        .dialect())
                .isEqualTo(dialect);
    }

    @Test
    void doesNotShowTheStreamId() {
        assertThat(Command.start(Mode.STREAM, ROOM, "secret", "s", null).toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<jibri-status %s status='idle'/> | true | true",
                "<jibri-status %s status='busy'/> | false | true",
                "<jibri-status %s><busy-status %s status='idle'/></jibri-status> | true | true",
                "<jibri-status %s status='idle'><busy-status %s status='BUSY'/></jibri-status> | false | true",
                "<jibri-status %s status='idle'><health-status xmlns='http://jitsi.org/protocol/health'"
                        + " status='unhealthy'/></jibri-status> | true | false",
            })
    void readsTheStatusOfEnginesInBothDialects(String xml, boolean idle, boolean healthy) throws StanzaException {
        assertThat(EngineStatus.of(presence(xml.replace("%s", NS)))).contains(new EngineStatus(idle, healthy));
    }

    @Test
    void writesTheSupersetAndReadsItBack() throws StanzaException {
        for (EngineStatus status : new EngineStatus[] {
            new EngineStatus(true, true), new EngineStatus(false, true), new EngineStatus(true, false)
        }) {
            assertThat(EngineStatus.of(presence(text(status.toElement())))).contains(status);
        }
        assertThat(EngineStatus.of(presence("<jibri-status " + NS + " status='sleepy'/>")))
                .isEmpty();
        assertThat(EngineStatus.of(presence("<show>away</show>"))).isEmpty();
    }

    @Test
    void writesTheRecordingStatus() {
        RecordingStatus failed = new RecordingStatus(
                Status.OFF, "s1", Mode.STREAM, FailureReason.ERROR, Jid.parse("demo@rooms.example.org/Romeo"));
        assertThat(text(failed.toElement()))
                .isEqualTo("<jibri-recording-status " + NS + " status='off' session_id='s1' recording_mode='stream'"
                        + " failure_reason='error' initiator='demo@rooms.example.org/Romeo'/>");
        assertThat(text(RecordingStatus.off(Mode.STREAM).toElement()))
                .isEqualTo("<jibri-recording-status " + NS + " status='off' recording_mode='stream'/>");
    }

    private static Iq iq(String payload) throws StanzaException {
        return Iq.of(XmlText.element("<iq type='set' id='1'>" + payload + "</iq>"));
    }

    private static Presence presence(String payload) throws StanzaException {
        return Presence.of(XmlText.element("<presence>" + payload + "</presence>"));
    }

    private static String text(Element element) {
        return ElementEncoder.encodeToString(element, "jabber:client");
    }
}
