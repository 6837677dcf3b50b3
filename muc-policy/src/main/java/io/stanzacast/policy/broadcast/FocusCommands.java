package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Command;
import io.stanzacast.policy.broadcast.jibri.Dialect;
import io.stanzacast.policy.broadcast.jibri.FailureReason;
import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.broadcast.jibri.Status;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of the focus, once it is known that they may: checks it, opens or stops the session, and answers when the outcome is
 * known and written down. Owner: the broadcast loop.
 */
final class FocusCommands {
    /** A client is answered after this time even if no engine has answered yet: clients wait for 5 s at least. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final Channels channels;
    private final Broadcasts broadcasts;
    private final OnAir onAir;
    private final BroadcastLoop loop;
    private final StanzaSink sink;
    private final Map<String, Start> starts = new HashMap<>();
    private final Map<String, Iq> stops = new HashMap<>();

    private record Start(Iq iq, Dialect dialect, BroadcastLoop.Timeout late) {}

    FocusCommands(Channels channels, Broadcasts broadcasts, OnAir onAir, BroadcastLoop loop, StanzaSink sink) {
        this.channels = channels;
        this.broadcasts = broadcasts;
        this.onAir = onAir;
        this.loop = loop;
        this.sink = sink;
    }

    /**
     * @param by occupant address of who asks; null if they are not in the room
     * @throws StanzaException what the command is refused with; otherwise the answer follows
     */
    void execute(Iq iq, Command command, Channel channel, @Nullable Jid by) throws StanzaException {
        if (command.action() == Command.Action.START) {
            start(iq, command, channel, by);
        } else {
            stop(iq, command, channel, by);
        }
    }

    /** A session's state is written down: answers who waits for it. Returns whether the room is to see the session. */
    boolean settled(Session session) {
        Start start = starts.remove(session.id());
        if (start != null) {
            start.late().cancel();
            if (session.isAnnounced()) {
                accept(start.iq(), session);
            } else {
                refuse(start, session);
            }
        }
        if (session.status() == Status.OFF) {
            Iq stop = stops.remove(session.id());
            if (stop != null) {
                accept(stop, session);
            }
        }
        return session.isAnnounced();
    }

    private void start(Iq iq, Command command, Channel channel, @Nullable Jid by) throws StanzaException {
        Mode mode = command.mode() == null ? Mode.STREAM : command.mode();
        String streamId = checkedStreamId(command, mode, channel);
        if (broadcasts.find(channel, mode).isPresent()) {
            throw new StanzaException(Condition.UNEXPECTED_REQUEST, "the broadcast is running already");
        }
        Session session = broadcasts.start(new Order(channel, mode, streamId, command.appData(), by, false));
        BroadcastLoop.Timeout late = loop.after(ANSWER_WITHIN, () -> {
            session.announce();
            broadcasts.show(session);
        });
        starts.put(session.id(), new Start(iq, command.dialect(), late));
    }

    private String checkedStreamId(Command command, Mode mode, Channel channel) throws StanzaException {
        String streamId = command.streamId();
        if (mode == Mode.FILE) {
            if (streamId != null) {
                throw new StanzaException(Condition.BAD_REQUEST, "streamid goes with recording_mode stream only");
            }
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "no engine here records");
        }
        if (streamId == null) {
            throw new StanzaException(
                    Condition.BAD_REQUEST, "streamid is missing (expected: the channel's stream key or name)");
        }
        String lower = streamId.toLowerCase(Locale.ROOT);
        if (lower.startsWith("rtmp://") || lower.startsWith("rtmps://")) {
            throw new StanzaException(
                    Condition.SERVICE_UNAVAILABLE, "no engine here sends a stream on to another server");
        }
        if (!streamId.equals(channel.name())
                && channels.findByKey(streamId).filter(channel::equals).isEmpty()) {
            throw new StanzaException(
                    Condition.BAD_REQUEST, "streamid is neither this channel's stream key nor its name");
        }
        return streamId;
    }

    private void stop(Iq iq, Command command, Channel channel, @Nullable Jid by) throws StanzaException {
        Optional<Session> session = broadcasts
                .find(channel, command.mode())
                .filter(running -> command.sessionId() == null || running.id().equals(command.sessionId()));
        if (session.isPresent()) {
            stops.put(session.get().id(), iq);
            session.get().stop(by, command.now());
        } else if (command.sessionId() != null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such session is running");
        } else if (command.now() && command.mode() != Mode.FILE) {
            onAir.stop(channel, true); // what ended a moment ago may still be there for those who were watching
            sink.route(iq.result(Element.of("jibri", Command.NS)));
        } else {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no broadcast is running");
        }
    }

    private void accept(Iq iq, Session session) {
        sink.route(iq.result(Element.builder("jibri", Command.NS)
                .attribute("session_id", session.id())
                .build()));
    }

    private void refuse(Start start, Session session) {
        Optional<FailureReason> failure = session.failure();
        StanzaError error;
        if (failure.isEmpty()) {
            error = new StanzaError(Condition.SERVICE_UNAVAILABLE, "the broadcast was stopped before it began");
        } else if (!broadcasts.isAnyEnginePresent()) {
            error = new StanzaError(Condition.SERVICE_UNAVAILABLE, "no engine is present");
        } else if (failure.get() == FailureReason.ERROR) {
            error = new StanzaError(Condition.SERVICE_UNAVAILABLE, "no engine could begin the broadcast");
        } else if (start.dialect() == Dialect.DRAFT) {
            error = new StanzaError(Condition.SERVICE_UNAVAILABLE, "all engines are busy");
        } else {
            error = new StanzaError(Condition.RESOURCE_CONSTRAINT, "all engines are busy");
        }
        sink.route(start.iq().errorReply(error));
    }
}
