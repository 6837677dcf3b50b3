package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.HookChain;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Origin;
import io.stanzacast.xmpp.extension.StanzaLeaving;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionBound;
import io.stanzacast.xmpp.session.SessionClosed;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what clients send: past the hooks to the router, in order even where an answer takes its time. Called on each session's executor;
 * shares nothing between sessions but a concurrent map.
 */
public final class ClientRouting implements SessionHandler {
    private static final Logger log = LoggerFactory.getLogger(ClientRouting.class);
    /** Waiting stanzas of one client, from which on nothing more is read of it. */
    static final int PAUSE_AT = 32;
    /** Waiting stanzas of one client, from which on more are refused. Only what was read before the pause gets that far. */
    static final int REFUSE_AT = 1000;

    private final StanzaRouter router;
    private final PresenceHandler presence;
    private final HookChain<StanzaLeaving> leaving;
    private final HookChain<SessionBound> bound;
    private final HookChain<SessionClosed> closed;
    private final Map<ClientSession, Lanes> waiting = new ConcurrentHashMap<>();
    private final Map<ClientSession, String> closing = new ConcurrentHashMap<>();

    @Inject
    public ClientRouting(StanzaRouter router, HookTable hooks, PresenceHandler presence) {
        this.router = router;
        this.presence = presence;
        this.leaving = hooks.chain(StanzaLeaving.class);
        this.bound = hooks.chain(SessionBound.class);
        this.closed = hooks.chain(SessionClosed.class);
    }

    @Override
    public void bound(ClientSession session) {
        bound.observe(new SessionBound(session));
    }

    @Override
    public void received(ClientSession session, Stanza stanza) {
        Lanes lanes = waiting.get(session);
        if (lanes == null) {
            process(session, stanza);
            return;
        }
        Jid lane = lane(session, stanza);
        if (!lanes.isBlocked(lane)) {
            process(session, stanza);
        } else if (lanes.size() >= REFUSE_AT) {
            router.reject(
                    answerable(session, stanza), new StanzaError(StanzaError.Condition.RESOURCE_CONSTRAINT, null));
        } else {
            lanes.add(lane, stanza);
            if (lanes.pauses(PAUSE_AT)) {
                session.transport().pauseReading();
            }
        }
    }

    @Override
    public void closed(ClientSession session, String reason) {
        if (waiting.containsKey(session)) {
            closing.put(session, reason);
        } else {
            finish(session, reason);
        }
    }

    private void finish(ClientSession session, String reason) {
        try {
            presence.closed(session);
        } catch (RuntimeException e) {
            log.error("[c2s {}] presence at the end failed", session.jid(), e);
        }
        closed.observe(new SessionClosed(session, reason));
    }

    /** @return false if its lane is blocked from now on */
    private boolean process(ClientSession session, Stanza stanza) {
        log.debug("[c2s {}] sent {}", session.jid(), stanza.element());
        Origin origin = new Origin(session.jid(), session.isAnonymous() ? Origin.Kind.GUEST : Origin.Kind.ACCOUNT);
        try {
            Optional<Stanza> let = leaving(origin, addressed(session, stanza));
            if (let.isEmpty() || (let.get() instanceof Presence own && !presence.leaving(session, own))) {
                return true;
            }
            Optional<CompletableFuture<?>> answered = router.route(origin, let.get());
            answered.ifPresent(stage -> block(session, lane(session, stanza), stage));
            return answered.isEmpty();
        } catch (StanzaException e) {
            router.reject(answerable(session, stanza), e.error());
        } catch (RuntimeException e) {
            log.error("[c2s {}] {} failed", session.jid(), stanza.element(), e);
            router.reject(
                    answerable(session, stanza), new StanzaError(StanzaError.Condition.INTERNAL_SERVER_ERROR, null));
        }
        return true;
    }

    private Optional<Stanza> leaving(Origin origin, Stanza stanza) throws StanzaException {
        if (leaving.isEmpty()) {
            return Optional.of(stanza);
        }
        return leaving.fire(new StanzaLeaving(origin, stanza)).map(StanzaLeaving::stanza);
    }

    /** Without {@code to} it is meant for the sender's own account (RFC 6120 §10.3); but presence for all who may see it. */
    private static Stanza addressed(ClientSession session, Stanza stanza) {
        return stanza.to().isPresent() || stanza instanceof Presence
                ? stanza
                : stanza.withTo(session.jid().bare());
    }

    private static Stanza answerable(ClientSession session, Stanza stanza) {
        return stanza.to().isPresent() ? stanza : stanza.withTo(session.jid().bare());
    }

    private static Jid lane(ClientSession session, Stanza stanza) {
        return stanza.to().orElseGet(() -> session.jid().bare());
    }

    private void block(ClientSession session, Jid lane, CompletableFuture<?> answered) {
        waiting.computeIfAbsent(session, s -> new Lanes()).block(lane);
        answered.thenRun(() -> session.executor().execute(() -> proceed(session, lane)));
    }

    private void proceed(ClientSession session, Jid lane) {
        Lanes lanes = waiting.get(session);
        if (lanes == null) {
            return;
        }
        Optional<Stanza> next = lanes.next(lane);
        while (next.isPresent()) {
            if (!process(session, next.get())) {
                return;
            }
            next = lanes.next(lane);
        }
        if (lanes.resumes(PAUSE_AT / 2)) {
            session.transport().resumeReading();
        }
        if (lanes.isEmpty()) {
            waiting.remove(session);
            String reason = closing.remove(session);
            if (reason != null) {
                finish(session, reason);
            }
        }
    }
}
