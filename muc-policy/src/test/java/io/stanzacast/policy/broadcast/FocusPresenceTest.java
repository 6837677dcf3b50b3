package io.stanzacast.policy.broadcast;

import static io.stanzacast.policy.broadcast.FocusStage.BREWERY;
import static io.stanzacast.policy.broadcast.FocusStage.FOCUS;
import static io.stanzacast.policy.broadcast.FocusStage.IN_ROOM;
import static io.stanzacast.policy.broadcast.FocusStage.ROMEO;
import static io.stanzacast.policy.broadcast.FocusStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The focus as an occupant of rooms. */
final class FocusPresenceTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("jibri.md: the status is in every presence of the focus")
    void entersTheRoomsWithItsStatus() {
        try (FocusStage stage = new FocusStage(directory)) {
            assertThat(text(stage.sent.presence(BREWERY + "/focus"))).contains("http://jabber.org/protocol/muc");
            assertThat(text(stage.shown())).contains("status='off'", "recording_mode='stream'");
        }
    }

    @Test
    void comesBackWhenRemovedAndShowsTheSameStatus() {
        try (FocusStage stage = new FocusStage(directory).joined()) {
            stage.engine("e1", "idle");
            stage.command(ROMEO, "action='start' streamid='demo'");
            stage.answer(stage.toEngine("e1"), "status='on'");
            stage.sent.clear();
            stage.give(
                    "<presence type='unavailable' from='%s' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                            + "<item affiliation='none' role='none'/><status code='110'/><status code='307'/></x></presence>",
                    IN_ROOM, FOCUS);
            assertThat(stage.sent.isEmpty()).isTrue();
            stage.pass(Duration.ofSeconds(1));
            assertThat(text(stage.shown())).contains("status='on'");
            refused(stage);
            stage.pass(Duration.ofSeconds(1));
            assertThat(stage.sent.isEmpty()).as("waits longer each time").isTrue();
            stage.pass(Duration.ofSeconds(1));
            assertThat(text(stage.shown())).contains("status='on'");
        }
    }

    @Test
    void believesTheEnginesItKnewUntilItIsBackInTheBrewery() {
        try (FocusStage stage = new FocusStage(directory).joined()) {
            stage.engine("e1", "idle");
            stage.engine("e2", "idle");
            stage.command(ROMEO, "action='start' streamid='demo'");
            stage.answer(stage.toEngine("e1"), "status='on'");
            stage.sent.clear();
            stage.give(
                    "<presence type='unavailable' from='%s/focus' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                            + "<item affiliation='none' role='none'/><status code='110'/></x></presence>",
                    BREWERY, FOCUS);
            stage.pass(Duration.ofSeconds(1));
            stage.sent.presence(BREWERY + "/focus");
            assertThat(stage.sent.isEmpty()).isTrue();
            stage.engine("e2", "idle");
            stage.give(
                    "<presence from='%s/focus' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                            + "<item affiliation='owner' role='moderator'/><status code='110'/></x></presence>",
                    BREWERY, FOCUS);
            assertThat(text(stage.toEngine("e2"))).as("e1 is gone").contains("action='start'");
        }
    }

    private static void refused(FocusStage stage) {
        stage.give(
                "<presence type='error' from='%s' to='%s'><error type='cancel'>"
                        + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>",
                IN_ROOM, FOCUS);
    }
}
