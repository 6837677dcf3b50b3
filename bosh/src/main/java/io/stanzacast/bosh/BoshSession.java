package io.stanzacast.bosh;

import io.netty.util.concurrent.EventExecutor;
import io.stanzacast.bosh.web.AddressBlock;
import io.stanzacast.bosh.web.Peer;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.xml.Element;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * XEP-0124: many HTTP requests that are one session: their order, their proofs, their limits. Owner: the event loop of the connection that
 * made it, to which other connections hand over; lives until client or stream end it, or no request comes for too long.
 */
final class BoshSession {
    private static final Logger LOG = LoggerFactory.getLogger(BoshSession.class);
    private static final int MOST_REPEATS = 10;

    private final String sid;
    private final EventExecutor owner;
    private final InetAddress block;
    private final BoshConfig config;
    private final SessionTerms terms;
    private final BoshSessions sessions;
    private final RequestWindow window;
    private final KeySequence keys = new KeySequence();
    private final Responder responder;
    private final Inactivity inactivity;
    private final PollingRate polling;
    private final BoshTransport transport;
    /** What is left to do of the request that was taken last; more than nothing only while reading is paused. */
    private final Deque<Runnable> work = new ArrayDeque<>();

    private boolean working;
    /** The end of the session, when nobody was there to be told. */
    private byte @Nullable [] lastWords;

    BoshSession(
            EventExecutor owner,
            Peer peer,
            BoshConfig config,
            SessionTerms terms,
            BoshSessions sessions,
            long firstRid,
            StreamAcceptor acceptor) {
        this.sid = sessions.newSid();
        this.owner = owner;
        this.block = AddressBlock.of(peer.address());
        this.config = config;
        this.terms = terms;
        this.sessions = sessions;
        this.window = new RequestWindow(firstRid, terms.requests());
        this.responder = new Responder(owner, terms, this::watch);
        this.inactivity = new Inactivity(owner, terms.inactivitySeconds(), this::inactive);
        this.polling =
                new PollingRate(terms, config.pollingSeconds(), owner.ticker().nanoTime());
        this.transport = new BoshTransport(this, owner, peer, responder, config.maxOutgoingBytes(), acceptor);
    }

    String sid() {
        return sid;
    }

    EventExecutor owner() {
        return owner;
    }

    /** The session creation request (§7.1). */
    void begin(BoshBody body, BoshExchange exchange) {
        sessions.add(this);
        LOG.debug("{} opened", transport);
        keys.begin(body.attribute("newkey"));
        responder.announce(CreationAttributes.of(sid, body, terms, config));
        Slot slot = new Slot(body, exchange);
        watchConnection(slot);
        responder.hold(slot);
        work.add(() -> transport.opened(body));
        body.payloads().forEach(payload -> work.add(() -> transport.received(payload)));
        proceed();
    }

    /** Any other request, from whatever connection. */
    void receive(BoshBody body, BoshExchange exchange, boolean secure) {
        if (endedBefore(exchange)) {
            return;
        }
        transport.came(secure);
        inactivity.stop();
        Slot early = window.waiting(body.rid());
        if (early != null) {
            early.exchange().answer(terms.contentType(), ResponseBody.RECOVERABLE);
            if (early.replace(exchange) > MOST_REPEATS) {
                breach(exchange, TerminalCondition.POLICY_VIOLATION, "request repeated");
                return;
            }
            watchConnection(early);
        } else if (window.isPast(body.rid())) {
            again(body, exchange);
        } else if (window.isBeyond(body)) {
            breach(exchange, TerminalCondition.ITEM_NOT_FOUND, "rid: out of the window");
        } else {
            receiveNew(new Slot(body, exchange));
        }
        watch();
    }

    /** A request that cannot be read, though it names this session. */
    void malformed(BoshExchange exchange, TerminalCondition condition, String reason) {
        if (endedBefore(exchange)) {
            return;
        }
        if (keys.isUsed()) {
            // Who knows no key may not end the session.
            exchange.answer(terms.contentType(), ResponseBody.terminate(condition));
        } else {
            breach(exchange, condition, reason);
        }
    }

    /** The server closes. */
    void shutDown() {
        transport.close(Optional.of(new StreamError(StreamError.Condition.SYSTEM_SHUTDOWN, null)));
    }

    private boolean endedBefore(BoshExchange exchange) {
        if (lastWords != null) {
            exchange.answer(terms.contentType(), lastWords);
            forget();
            return true;
        }
        if (transport.isClosed()) {
            exchange.answer(terms.contentType(), ResponseBody.terminate(TerminalCondition.ITEM_NOT_FOUND));
            return true;
        }
        return false;
    }

    /** §14.3. */
    private void again(BoshBody body, BoshExchange exchange) {
        Optional<TerminalCondition> end = responder.repeated(body, exchange);
        if (end.isPresent()) {
            breach(exchange, end.get(), "request repeated");
        } else {
            exchange.whenLost(owner, this::watch);
        }
    }

    private void receiveNew(Slot slot) {
        BoshBody body = slot.body();
        int underWay = responder.held() + window.waiting().size() + 1;
        boolean mayExceed = body.isTerminate() || body.isPause();
        if (underWay > terms.requests() && !mayExceed) {
            breach(slot.exchange(), TerminalCondition.POLICY_VIOLATION, "too many requests at a time");
            return;
        }
        boolean lastAnswerEmpty = responder.wasEmpty(body.rid() - 1);
        if (polling.isTooSoon(body, underWay, lastAnswerEmpty, owner.ticker().nanoTime())) {
            breach(slot.exchange(), TerminalCondition.POLICY_VIOLATION, "empty requests too often");
            return;
        }
        window.add(slot);
        watchConnection(slot);
        proceed();
    }

    /** Takes requests in their order as far as reading is not paused. */
    void proceed() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (!transport.isClosed() && !transport.isPaused()) {
                Runnable task = work.poll();
                if (task != null) {
                    task.run();
                    continue;
                }
                Slot next = window.next();
                if (next == null) {
                    return;
                }
                take(next);
            }
        } catch (RuntimeException e) {
            transport.defect(e);
        } finally {
            working = false;
        }
    }

    private void take(Slot slot) {
        BoshBody body = slot.body();
        if (!keys.accepts(body.attribute("key"), body.attribute("newkey"))) {
            breach(slot.exchange(), TerminalCondition.ITEM_NOT_FOUND, "key: not of the sequence");
            return;
        }
        responder.hold(slot);
        try {
            if (terms.acks()) {
                responder.acknowledged(body.acknowledged());
            }
            pause(slot);
        } catch (BoshException e) {
            breach(slot.exchange(), e.condition(), String.valueOf(e.getMessage()));
            return;
        }
        if (body.isRestart()) {
            work.add(() -> transport.opened(body));
        }
        for (Element payload : body.payloads()) {
            work.add(() -> transport.received(payload));
        }
        if (body.isTerminate()) {
            work.add(transport::closedByPeer);
        }
    }

    /** §10: a client that is to be away for a while. */
    private void pause(Slot slot) throws BoshException {
        if (!slot.body().isPause()) {
            return;
        }
        int seconds = slot.body().number("pause").orElse(0);
        if (seconds > config.maxPauseSeconds()) {
            throw new BoshException(
                    TerminalCondition.POLICY_VIOLATION,
                    "pause: " + seconds + " (expected: 0.." + config.maxPauseSeconds() + ")");
        }
        inactivity.pause(Math.max(1, seconds));
        responder.answerAll(slot);
    }

    private void watchConnection(Slot slot) {
        slot.exchange().whenLost(owner, this::watch);
    }

    /** Whether anybody waits for a response may have changed. */
    private void watch() {
        if (sessions.holds(this)) {
            inactivity.update(responder.isAwaited()
                    || window.waiting().stream()
                            .anyMatch(slot -> slot.exchange().isLive()));
        }
    }

    private void inactive() {
        transport.gone("no request within " + inactivity.seconds() + " s");
        forget();
    }

    /** The client broke the rules (§17.2); it hears of it on {@code exchange}. */
    private void breach(BoshExchange exchange, TerminalCondition condition, String reason) {
        LOG.debug("{} ends with {}: {}", transport, condition.word(), reason);
        exchange.answer(terms.contentType(), ResponseBody.terminate(condition));
        for (Slot slot : unanswered()) {
            slot.exchange().answer(terms.contentType(), ResponseBody.terminate(TerminalCondition.OTHER_REQUEST));
        }
        forget();
        transport.gone(condition.word() + ": " + reason);
    }

    /** The stream has closed (§13): the oldest request hears of it, the others are answered empty. */
    void finish(Optional<TerminalCondition> condition) {
        byte[] last = responder.lastBody(condition);
        boolean told = false;
        for (Slot slot : unanswered()) {
            boolean tell = !told && slot.exchange().isLive();
            slot.exchange().answer(terms.contentType(), tell ? last : ResponseBody.of("", ResponseBody.NO_PAYLOAD));
            told |= tell;
        }
        if (told) {
            forget();
        } else {
            lastWords = last;
            watch();
        }
    }

    private List<Slot> unanswered() {
        List<Slot> slots = new ArrayList<>(responder.release());
        slots.addAll(window.release());
        return slots;
    }

    private void forget() {
        work.clear();
        unanswered();
        inactivity.cancel();
        sessions.remove(this, block);
    }
}
