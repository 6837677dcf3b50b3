package io.stanzacast.policy.broadcast.jibri;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a broadcast in the focus's presence in the channel's room.
 *
 * @param sessionId null before the first session
 * @param initiator occupant address of who started it when on, of who stopped it when off; null if nobody in the room did
 */
public record RecordingStatus(
        Status status,
        @Nullable String sessionId,
        Mode mode,
        @Nullable FailureReason failure,
        @Nullable Jid initiator) {

    public static RecordingStatus off(Mode mode) {
        return new RecordingStatus(Status.OFF, null, mode, null, null);
    }

    public Element toElement() {
        return Element.builder("jibri-recording-status", Command.NS)
                .attribute("status", status.word())
                .attribute("session_id", Optional.ofNullable(sessionId))
                .attribute("recording_mode", mode.word())
                .attribute("failure_reason", Optional.ofNullable(failure).map(FailureReason::word))
                .attribute("initiator", Optional.ofNullable(initiator))
                .build();
    }
}
