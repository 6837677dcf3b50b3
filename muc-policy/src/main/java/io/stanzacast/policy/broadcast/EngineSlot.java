package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Command;
import io.stanzacast.policy.broadcast.jibri.Dialect;
import io.stanzacast.policy.broadcast.jibri.EngineStatus;
import io.stanzacast.policy.broadcast.jibri.FailureReason;
import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.broadcast.jibri.Report;
import io.stanzacast.policy.broadcast.jibri.Status;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One occupant of the embedded engine: carries at most one broadcast, and speaks both dialects. Until viewers see a picture it says
 * pending, again and again, so that a broadcast waits for its publisher as long as it must. Owner: the broadcast loop.
 */
final class EngineSlot implements Occupancy.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSlot.class);

    private final Jid self;
    private final BroadcastConfig config;
    private final Channels channels;
    private final OnAir onAir;
    private final StanzaSink sink;
    private final BroadcastLoop loop;
    private final Runnable busyChanged;
    private final Occupancy occupancy;
    private @Nullable Work work;
    private long lastId;

    /** What it is doing. */
    private static final class Work {
        private final Channel channel;
        private final Jid focus;
        private final @Nullable String sessionId;
        private final Dialect dialect;
        private boolean on;
        private BroadcastLoop.@Nullable Timeout reminder;

        private Work(Channel channel, Jid focus, Command command) {
            this.channel = channel;
            this.focus = focus;
            this.sessionId = command.sessionId();
            this.dialect = command.dialect();
        }
    }

    EngineSlot(
            Jid self,
            String nickname,
            BroadcastConfig config,
            Channels channels,
            OnAir onAir,
            StanzaSink sink,
            BroadcastLoop loop,
            Runnable busyChanged) {
        this.self = self;
        this.config = config;
        this.channels = channels;
        this.onAir = onAir;
        this.sink = sink;
        this.loop = loop;
        this.busyChanged = busyChanged;
        this.occupancy = new Occupancy(
                self,
                config.breweryRoom().withResource(nickname),
                sink,
                loop,
                () -> List.of(new EngineStatus(work == null, true).toElement()),
                this);
    }

    boolean isBusy() {
        return work != null;
    }

    void join() {
        occupancy.join();
    }

    void leave() {
        occupancy.leave();
    }

    void received(Stanza stanza) {
        if (stanza instanceof Presence presence) {
            occupancy.received(presence);
        } else if (stanza instanceof Iq iq && iq.type() == Iq.Type.SET && isFromFocus(iq)) {
            try {
                execute(iq, Command.of(iq));
            } catch (StanzaException e) {
                sink.route(iq.errorReply(e.error()));
            }
        } else {
            refuseIfRequest(stanza, sink);
        }
    }

    static void refuseIfRequest(Stanza stanza, StanzaSink sink) {
        if (stanza instanceof Iq iq && iq.isRequest()) {
            sink.route(iq.errorReply(new StanzaError(Condition.SERVICE_UNAVAILABLE, null)));
        }
    }

    /** Out of the brewery an engine is out of control: it ends what it does. */
    @Override
    public void lost() {
        end(false);
    }

    /** Whether viewers see this channel's picture may have changed. */
    void mediaChanged(String channel) {
        Work current = work;
        if (current != null && !current.on && current.channel.name().equals(channel) && onAir.isLive(current.channel)) {
            current.on = true;
            cancelReminder(current);
            report(current, Report.of(Status.ON));
        }
    }

    /** Only the nickname reserved for the focus commands engines. */
    private boolean isFromFocus(Iq iq) {
        return iq.from()
                .filter(config.breweryRoom().withResource(config.focusNickname())::equals)
                .isPresent();
    }

    private void execute(Iq iq, Command command) throws StanzaException {
        if (command.action() == Command.Action.START) {
            start(iq, command);
            return;
        }
        if (work != null && isOther(work, command)) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no such session");
        }
        sink.route(iq.result(Report.of(Status.OFF).toElement()));
        end(command.now());
    }

    private static boolean isOther(Work work, Command command) {
        return command.sessionId() != null
                && work.sessionId != null
                && !command.sessionId().equals(work.sessionId);
    }

    private void start(Iq iq, Command command) throws StanzaException {
        Optional<Channel> channel = Optional.ofNullable(command.room()).flatMap(channels::findByRoom);
        if (work != null) {
            refuse(iq, command, Report.failed(FailureReason.BUSY, true), "busy");
        } else if (channel.isEmpty()) {
            refuse(iq, command, Report.failed(FailureReason.ERROR, false), "the room is missing or no channel's");
        } else if (command.mode() == Mode.FILE) {
            refuse(iq, command, Report.failed(FailureReason.ERROR, true), "this engine does not record");
        } else if (!putOnAir(channel.get())) {
            refuse(iq, command, Report.failed(FailureReason.BUSY, true), "too much is on air");
        } else {
            begin(iq, command, channel.get());
        }
    }

    private boolean putOnAir(Channel channel) {
        try {
            onAir.start(channel);
            return true;
        } catch (IllegalStateException full) {
            LOG.warn("[broadcast {}] {}", channel.name(), full.getMessage());
            return false;
        }
    }

    private void refuse(Iq iq, Command command, Report today, String text) throws StanzaException {
        if (command.dialect() == Dialect.DRAFT) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, text);
        }
        sink.route(iq.result(today.toElement()));
    }

    private void begin(Iq iq, Command command, Channel channel) {
        Work begun = new Work(channel, iq.from().orElseThrow(), command);
        work = begun;
        sink.route(iq.result(
                begun.dialect == Dialect.DRAFT
                        ? null
                        : Report.of(Status.PENDING).toElement()));
        occupancy.refresh();
        mediaChanged(channel.name());
        remind(begun);
        busyChanged.run();
    }

    private void remind(Work current) {
        if (current.on || current.dialect == Dialect.DRAFT) {
            return;
        }
        current.reminder = loop.after(config.pendingTimeout().dividedBy(3), () -> {
            report(current, Report.of(Status.PENDING));
            remind(current);
        });
    }

    private void end(boolean now) {
        Work ended = work;
        if (ended == null) {
            return;
        }
        work = null;
        cancelReminder(ended);
        onAir.stop(ended.channel, now);
        occupancy.refresh();
        busyChanged.run();
    }

    private void report(Work current, Report report) {
        if (current.dialect == Dialect.TODAY) {
            lastId++;
            Report full = current.sessionId == null ? report : report.withSessionId(current.sessionId);
            sink.route(Iq.request(Iq.Type.SET, self, current.focus, "engine-" + lastId, full.toElement()));
        }
    }

    private static void cancelReminder(Work current) {
        if (current.reminder != null) {
            current.reminder.cancel();
            current.reminder = null;
        }
    }
}
