package io.stanzacast.policy.broadcast.jibri;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <jibri action='…'/>} request: from a client to the focus, or from the focus to an engine.
 *
 * @param mode null if the request names none
 * @param room the channel's room; a request to a room's focus names none
 * @param streamId a stream key, a channel's name or an RTMP URL: a secret
 * @param sessionId null in the draft, and in most of today's stop requests
 * @param appData opaque, handed on to the engine
 * @param now ours: take everything away at once
 */
public record Command(
        Action action,
        @Nullable Mode mode,
        @Nullable Jid room,
        @Nullable String streamId,
        @Nullable String sessionId,
        @Nullable String appData,
        boolean now) {
    public static final String NS = "http://jitsi.org/protocol/jibri";

    /** Longest value of any attribute that is kept. */
    private static final int MAX_ATTRIBUTE = 4096;

    /** {@code action}. */
    public enum Action {
        START,
        STOP
    }

    public static Command start(
            Mode mode, Jid room, @Nullable String streamId, String sessionId, @Nullable String appData) {
        return new Command(Action.START, mode, room, streamId, sessionId, appData, false);
    }

    public static Command stop(Mode mode, Jid room, String sessionId, boolean now) {
        return new Command(Action.STOP, mode, room, null, sessionId, null, now);
    }

    /**
     * Reads a request.
     *
     * @throws StanzaException {@code bad-request} if action or mode are missing or unknown, or an attribute is too long; {@code
     *     jid-malformed} if the room is no address
     */
    public static Command of(Iq iq) throws StanzaException {
        Element jibri = iq.element()
                .child("jibri", NS)
                .orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "no jibri element"));
        for (var attribute : jibri.attributes()) {
            if (attribute.value().length() > MAX_ATTRIBUTE) {
                throw new StanzaException(
                        Condition.BAD_REQUEST,
                        attribute.name() + ": " + attribute.value().length() + " characters (expected: 0.."
                                + MAX_ATTRIBUTE + ")");
            }
        }
        Optional<String> mode = attribute(jibri, "recording_mode");
        Mode known = mode.flatMap(Mode::of).orElse(null);
        if (mode.isPresent() && known == null) {
            throw new StanzaException(
                    Condition.BAD_REQUEST, "recording_mode: " + mode.get() + " (expected: file or stream)");
        }
        return new Command(
                action(jibri),
                known,
                room(iq, jibri),
                attribute(jibri, "streamid").orElse(null),
                attribute(jibri, "session_id").orElse(null),
                attribute(jibri, "app_data").orElse(null),
                attribute(jibri, "now").filter("true"::equalsIgnoreCase).isPresent());
    }

    /** Today's requests name a session, a mode or application data; the draft knows none of these. */
    public Dialect dialect() {
        return sessionId != null || mode != null || appData != null ? Dialect.TODAY : Dialect.DRAFT;
    }

    public Element toElement() {
        return Element.builder("jibri", NS)
                .attribute("action", action == Action.START ? "start" : "stop")
                .attribute("recording_mode", Optional.ofNullable(mode).map(Mode::word))
                .attribute("room", Optional.ofNullable(room))
                .attribute("streamid", Optional.ofNullable(streamId))
                .attribute("session_id", Optional.ofNullable(sessionId))
                .attribute("app_data", Optional.ofNullable(appData))
                .attribute("now", now ? Optional.of("true") : Optional.empty())
                .build();
    }

    /** Does not show the stream id. */
    @Override
    public String toString() {
        return "Command[" + action + ", mode=" + mode + ", room=" + room + ", sessionId=" + sessionId + "]";
    }

    private static Action action(Element jibri) throws StanzaException {
        String action = attribute(jibri, "action").orElse("(none)");
        if (action.equalsIgnoreCase("start")) {
            return Action.START;
        }
        if (action.equalsIgnoreCase("stop")) {
            return Action.STOP;
        }
        throw new StanzaException(Condition.BAD_REQUEST, "action: " + action + " (expected: start or stop)");
    }

    /** The draft's text has the room on the element, its example on the iq. */
    private static @Nullable Jid room(Iq iq, Element jibri) throws StanzaException {
        String room = attribute(jibri, "room")
                .or(() -> attribute(iq.element(), "room"))
                .orElse(null);
        if (room == null) {
            return null;
        }
        try {
            return Jid.parse(room).bare();
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "room is no address (expected: room@domain)");
        }
    }

    private static Optional<String> attribute(Element element, String name) {
        return element.attribute(name).filter(value -> !value.isEmpty());
    }
}
