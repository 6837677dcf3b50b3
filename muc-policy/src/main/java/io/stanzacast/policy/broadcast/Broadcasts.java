package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.EngineStatus;
import io.stanzacast.policy.broadcast.jibri.FailureReason;
import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.broadcast.jibri.Report;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broadcasts that are pending or on: at most one per channel and mode. What was accepted is written down before anybody is told, and
 * comes back after a restart. Owner: the broadcast loop.
 */
final class Broadcasts implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcasts.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final BroadcastConfig config;
    private final Channels channels;
    private final EnginePool pool;
    private final OpenRequests requests;
    private final OnAirStore store;
    private final BroadcastLoop loop;
    private final Consumer<Session> shown;
    private final Map<Key, Session> sessions = new LinkedHashMap<>();
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private boolean lookingAgain;

    private record Key(String channel, Mode mode) {
        static Key of(Session session) {
            return new Key(session.order().channel().name(), session.order().mode());
        }
    }

    /** @param shown told of a session whose state people in the room are to see */
    Broadcasts(
            BroadcastConfig config,
            Channels channels,
            EnginePool pool,
            OpenRequests requests,
            OnAirStore store,
            BroadcastLoop loop,
            Consumer<Session> shown) {
        this.config = config;
        this.channels = channels;
        this.pool = pool;
        this.requests = requests;
        this.store = store;
        this.loop = loop;
        this.shown = shown;
    }

    /** Puts on air what was on air when the process ended. A channel that starts by itself waits for its publisher instead. */
    void restore() {
        store.load()
                .whenComplete((entries, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        LOG.error("[broadcast] what was on air is not known", failure);
                        return;
                    }
                    for (OnAirStore.Entry entry : entries) {
                        Optional<Channel> channel = channels.find(entry.channel());
                        if (channel.isEmpty() || channel.get().autostart()) {
                            store.remove(entry.channel(), entry.mode());
                        } else if (find(channel.get(), entry.mode()).isEmpty()) {
                            start(Order.own(channel.get(), entry.mode()));
                        }
                    }
                }));
    }

    Optional<Session> find(Channel channel, @Nullable Mode mode) {
        if (mode != null) {
            return Optional.ofNullable(sessions.get(new Key(channel.name(), mode)));
        }
        return find(channel, Mode.STREAM).or(() -> find(channel, Mode.FILE));
    }

    /** Whether the channel's stream is pending or on. From any thread. */
    boolean isActive(String channel) {
        return active.contains(channel);
    }

    /** Whether some engine is in the brewery, able or not. */
    boolean isAnyEnginePresent() {
        return pool.isAnyPresent();
    }

    /** Opens a session and asks the first engine; there must be none of this channel and mode. */
    Session start(Order order) {
        Session session = new Session(UUID.randomUUID().toString(), order, config, pool, requests, loop, this);
        sessions.put(Key.of(session), session);
        if (order.mode() == Mode.STREAM) {
            active.add(order.name());
        }
        LOG.info("[broadcast {}] started, session {}", order.name(), session.id());
        session.tryNext(FailureReason.BUSY);
        if (order.patient()) {
            session.announce();
            shown.accept(session);
        }
        return session;
    }

    /** Lets people in the room see how it stands. */
    void show(Session session) {
        shown.accept(session);
    }

    /** What an engine says unasked of its session. Returns whether it has one. */
    boolean reported(Jid engine, Report report) {
        Optional<Session> session = of(engine)
                .filter(found -> report.sessionId() == null || found.id().equals(report.sessionId()));
        session.ifPresent(found -> found.reported(report));
        return session.isPresent();
    }

    void engineSays(Jid engine, EngineStatus status) {
        of(engine).ifPresent(session -> session.engineSays(status));
        if (status.idle() && status.healthy()) {
            serveWaiting();
        }
    }

    void engineGone(Jid engine) {
        of(engine).ifPresent(Session::engineGone);
    }

    @Override
    public void waiting(Session session) {
        lookAgain();
    }

    @Override
    public void changed(Session session) {
        LOG.info("[broadcast {}] {}", session.order().name(), session.status().word());
        store.put(session.order().channel().name(), session.order().mode())
                .whenComplete((stored, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        LOG.error(
                                "[broadcast {}] on air, but not written down",
                                session.order().name(),
                                failure);
                    }
                    shown.accept(session);
                }));
    }

    @Override
    public void ended(Session session) {
        sessions.remove(Key.of(session), session);
        if (session.order().mode() == Mode.STREAM) {
            active.remove(session.order().name());
        }
        LOG.info(
                "[broadcast {}] ended: {}",
                session.order().name(),
                session.failure().map(FailureReason::word).orElse("stopped"));
        store.remove(session.order().channel().name(), session.order().mode())
                .whenComplete((removed, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        LOG.error(
                                "[broadcast {}] off air, but not written down",
                                session.order().name(),
                                failure);
                    }
                    shown.accept(session);
                }));
        serveWaiting();
    }

    private Optional<Session> of(Jid engine) {
        return sessions.values().stream()
                .filter(session -> session.engine().filter(engine::equals).isPresent())
                .findFirst();
    }

    private void serveWaiting() {
        for (Session session : List.copyOf(sessions.values())) {
            if (session.isWaiting()) {
                session.tryNext(FailureReason.BUSY);
            }
        }
    }

    /** An engine may become able by mere passing of time. */
    private void lookAgain() {
        if (lookingAgain) {
            return;
        }
        lookingAgain = true;
        loop.after(LOOK_AGAIN, () -> {
            lookingAgain = false;
            serveWaiting();
        });
    }
}
