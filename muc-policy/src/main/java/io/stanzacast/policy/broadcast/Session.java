package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Command;
import io.stanzacast.policy.broadcast.jibri.EngineStatus;
import io.stanzacast.policy.broadcast.jibri.FailureReason;
import io.stanzacast.policy.broadcast.jibri.Report;
import io.stanzacast.policy.broadcast.jibri.Status;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broadcast of one channel: pending until an engine says on, then on, then off for ever. While it is pending or on and its engine
 * refuses, fails, leaves or falls silent, the next engine is asked. Owner: the broadcast loop; lives from the start request to its end.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final String id;
    private final Order order;
    private final BroadcastConfig config;
    private final EnginePool pool;
    private final OpenRequests requests;
    private final BroadcastLoop loop;
    private final Listener listener;
    private final Set<Jid> tried = new HashSet<>();
    private Status status = Status.PENDING;
    private boolean announced;
    private boolean accepted;
    private @Nullable Jid engine;
    private boolean silentEngine;
    private boolean wasBusy;
    private @Nullable FailureReason failure;
    private @Nullable Jid stopper;
    private BroadcastLoop.@Nullable Timeout pending;
    private BroadcastLoop.@Nullable Timeout again;

    /** Learns how the session goes. On the loop. */
    interface Listener {
        /** An engine took it, or status or engine changed after that. */
        void changed(Session session);

        /** It has no engine and, being patient, waits to be asked to try again; may be called several times. */
        void waiting(Session session);

        /** It is off, for the reason its accessors give; called once. */
        void ended(Session session);
    }

    Session(
            String id,
            Order order,
            BroadcastConfig config,
            EnginePool pool,
            OpenRequests requests,
            BroadcastLoop loop,
            Listener listener) {
        this.id = id;
        this.order = order;
        this.config = config;
        this.pool = pool;
        this.requests = requests;
        this.loop = loop;
        this.listener = listener;
    }

    String id() {
        return id;
    }

    Order order() {
        return order;
    }

    Status status() {
        return status;
    }

    /** Whether people in the room are to see it: not while it may still be refused to the one who asked. */
    boolean isAnnounced() {
        return announced;
    }

    /** It is shown from now on, engine or not. */
    void announce() {
        announced = true;
    }

    /** Whether it has no engine and waits for one. */
    boolean isWaiting() {
        return engine == null && status != Status.OFF;
    }

    /** Why it is off; empty while it is not, and when it was stopped. */
    Optional<FailureReason> failure() {
        return Optional.ofNullable(failure);
    }

    /** Who stopped it, if somebody in the room did. */
    Optional<Jid> stopper() {
        return Optional.ofNullable(stopper);
    }

    Optional<Jid> engine() {
        return Optional.ofNullable(engine);
    }

    /** Asks the next engine. With none able, a patient session waits for this to be called again, any other ends. */
    void tryNext(FailureReason lastFailure) {
        if (!isWaiting() || again != null) {
            return;
        }
        Optional<Jid> next = tried.size() > config.maxRetries() ? Optional.empty() : pool.select(tried);
        if (next.isPresent()) {
            ask(next.get());
        } else if (!order.patient()) {
            end(lastFailure);
        } else if (tried.isEmpty()) {
            listener.waiting(this);
        } else {
            LOG.warn("[broadcast {}] {} engines failed, all are tried again later", order.name(), tried.size());
            again = loop.after(config.engineRest(), () -> {
                again = null;
                tried.clear();
                tryNext(lastFailure);
            });
        }
    }

    private void ask(Jid chosen) {
        engine = chosen;
        tried.add(chosen);
        silentEngine = false;
        wasBusy = false;
        Command start = Command.start(order.mode(), order.channel().room(), order.streamId(), id, order.appData());
        requests.send(chosen, start.toElement(), config.replyTimeout(), answer -> answered(chosen, answer));
    }

    private void answered(Jid asked, Optional<Iq> answer) {
        if (!asked.equals(engine)) {
            return; // stopped, or given to another engine meanwhile
        }
        if (answer.isEmpty()) {
            tellEngineToStop(false);
            retry("no answer within " + config.replyTimeout().toSeconds() + " s", FailureReason.ERROR);
        } else if (answer.get().isError()) {
            retry("refused", FailureReason.BUSY);
        } else {
            Optional<Report> report = Report.of(answer.get());
            if (report.isPresent()) {
                reported(report.get());
            } else {
                silentEngine = true; // the draft: a plain result, and from now on only idle and busy
                on();
            }
        }
    }

    /** Its engine says how it goes, in the answer to the request or later. */
    void reported(Report report) {
        if (status == Status.OFF) {
            return;
        }
        switch (report.status()) {
            case ON -> on();
            case PENDING -> pending();
            case OFF -> {
                FailureReason reason = report.failure();
                if (reason == null) {
                    end(null);
                } else if (report.shouldRetry()) {
                    retry(reason.word(), reason);
                } else {
                    pool.failed(releasedEngine());
                    end(reason);
                }
            }
        }
    }

    /** Its engine's presence in the brewery room changed. */
    void engineSays(EngineStatus engineStatus) {
        if (!engineStatus.healthy()) {
            return; // an engine that is ill and works still works
        }
        if (!engineStatus.idle()) {
            wasBusy = true;
        } else if (silentEngine && wasBusy) {
            end(null);
        }
    }

    /** Its engine left the brewery room. */
    void engineGone() {
        retry("left", FailureReason.ERROR);
    }

    /** Somebody wants it to end. @param by occupant address, or null */
    void stop(@Nullable Jid by, boolean now) {
        if (status == Status.OFF) {
            return;
        }
        stopper = by;
        tellEngineToStop(now);
        end(null);
    }

    private void on() {
        cancelPending();
        if (!accepted || status != Status.ON) {
            accepted = true;
            announced = true;
            status = Status.ON;
            listener.changed(this);
        }
    }

    /** An engine that is on and says pending again is believed to be on: viewers may still have what they need. */
    private void pending() {
        if (status == Status.ON) {
            return;
        }
        cancelPending();
        pending = loop.after(config.pendingTimeout(), () -> {
            pending = null;
            tellEngineToStop(false);
            retry("not on within " + config.pendingTimeout().toSeconds() + " s", FailureReason.ERROR);
        });
        if (!accepted) {
            accepted = true;
            announced = true;
            listener.changed(this);
        }
    }

    private void retry(String why, FailureReason reason) {
        Jid failed = releasedEngine();
        LOG.warn(
                "[broadcast {}] engine {}: {}",
                order.name(),
                failed.resourcepart().orElse(""),
                why);
        pool.failed(failed);
        if (status == Status.ON) {
            status = Status.PENDING;
            listener.changed(this);
        }
        tryNext(reason);
    }

    private Jid releasedEngine() {
        cancelPending();
        Jid released = engine;
        if (released == null) {
            throw new AssertionError("session " + id + " has no engine");
        }
        engine = null;
        pool.release(released);
        return released;
    }

    private void end(@Nullable FailureReason reason) {
        if (engine != null) {
            releasedEngine();
        }
        if (again != null) {
            again.cancel();
            again = null;
        }
        status = Status.OFF;
        failure = reason;
        listener.ended(this);
    }

    private void tellEngineToStop(boolean now) {
        Jid told = engine;
        if (told == null) {
            return;
        }
        Command stop = Command.stop(order.mode(), order.channel().room(), id, now);
        requests.send(told, stop.toElement(), config.replyTimeout(), answer -> {
            if (answer.isEmpty()) {
                LOG.warn("[broadcast {}] engine {} did not answer to stop", order.name(), told);
                pool.failed(told);
            }
        });
    }

    private void cancelPending() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }
}
