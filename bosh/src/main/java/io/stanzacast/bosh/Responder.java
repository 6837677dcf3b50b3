package io.stanzacast.bosh;

import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The responses of a session: which requests are held and for how long, what waits to be sent, what was sent (XEP-0124 §8, §9, §14.3). Of the
 * session's owner.
 */
final class Responder {
    private static final String STREAM_PREFIX =
            ResponseBody.attribute("xmlns:stream", "http://etherx.jabber.org/streams");
    /** How often one request may be sent again (§14.3). */
    private static final int MOST_REPEATS = 10;

    private final EventExecutor owner;
    private final SessionTerms terms;
    private final Runnable whenChanged;
    private final Deque<Slot> held = new ArrayDeque<>();
    private final SentResponses sent;
    private ByteArrayOutputStream payloads = new ByteArrayOutputStream(0);
    private String attributes = "";
    private @Nullable String report;
    private boolean streamPrefix;
    private boolean settling;
    private long highestRid;

    /** @param whenChanged after a request was answered or its connection lost */
    Responder(EventExecutor owner, SessionTerms terms, Runnable whenChanged) {
        this.owner = owner;
        this.terms = terms;
        this.whenChanged = whenChanged;
        this.sent = new SentResponses(terms.requests());
    }

    int unsentBytes() {
        return payloads.size();
    }

    /** Requests that were taken and not answered. */
    int held() {
        return held.size();
    }

    /** Whether a held request has somebody waiting. */
    boolean isAwaited() {
        return held.stream().anyMatch(slot -> slot.exchange().isLive());
    }

    /** Takes a request to answer it at the latest when its time is up. */
    void hold(Slot slot) {
        held.add(slot);
        highestRid = slot.rid();
        if (terms.waitSeconds() > 0) {
            slot.expiry(owner.schedule(() -> expire(slot), terms.waitSeconds(), TimeUnit.SECONDS));
        }
        settleSoon();
    }

    private void expire(Slot slot) {
        while (held.contains(slot)) {
            answer(held.remove(), true);
        }
    }

    /** Attributes of the next response. */
    void announce(String more) {
        attributes += more;
    }

    /** §9.2: the client has responses up to {@code rid}. */
    void acknowledged(long rid) {
        sent.acknowledged(rid, owner.ticker().nanoTime()).ifPresent(missing -> report = missing);
    }

    void append(byte[] payload, boolean ofStreamNamespace) {
        append(payload, payload.length, ResponseBody.NO_PAYLOAD);
        streamPrefix |= ofStreamNamespace;
    }

    /** A payload with something put in at an offset. */
    void append(byte[] payload, int offset, byte[] inserted) {
        payloads.write(payload, 0, offset);
        payloads.writeBytes(inserted);
        payloads.write(payload, offset, payload.length - offset);
        settleSoon();
    }

    /** What one turn of the owner sends leaves in one body. */
    private void settleSoon() {
        if (!settling) {
            settling = true;
            owner.execute(this::settle);
        }
    }

    private void settle() {
        settling = false;
        while (!held.isEmpty()) {
            boolean tooMany = held.size() > terms.hold();
            boolean live = held.element().exchange().isLive();
            if (!tooMany && (!live ? !isAwaited() : payloads.size() == 0 && report == null)) {
                return;
            }
            // What goes out on a connection that is known to be lost is empty: it is for who sends that request again.
            answer(held.remove(), live);
        }
    }

    private void answer(Slot slot, boolean withPayloads) {
        byte[] payload = withPayloads ? takePayloads() : ResponseBody.NO_PAYLOAD;
        byte[] body = ResponseBody.of(head(slot, payload.length > 0), payload);
        sent.keep(slot.rid(), body, payload.length == 0, owner.ticker().nanoTime());
        send(slot, body);
        whenChanged.run();
    }

    private void send(Slot slot, byte[] body) {
        slot.cancelExpiry();
        slot.exchange().answer(terms.contentType(), body);
    }

    private byte[] takePayloads() {
        if (payloads.size() == 0) {
            return ResponseBody.NO_PAYLOAD;
        }
        byte[] payload = payloads.toByteArray();
        discard();
        return payload;
    }

    private String head(Slot slot, boolean hasPayloads) {
        String head = attributes;
        boolean creation = !head.isEmpty();
        attributes = "";
        // The session creation response has an ack of its own.
        if (terms.acks() && !creation && highestRid != slot.rid()) {
            head += ResponseBody.attribute("ack", highestRid);
        }
        if (report != null) {
            head += report;
            report = null;
        }
        if (hasPayloads && streamPrefix) {
            head += STREAM_PREFIX;
            streamPrefix = false;
        }
        return head;
    }

    /** §10: all at once; the response to the pause itself without payloads, and it is not kept. */
    void answerAll(Slot pause) {
        while (!held.isEmpty()) {
            Slot slot = held.remove();
            if (slot == pause) {
                send(slot, ResponseBody.of(head(slot, false), ResponseBody.NO_PAYLOAD));
                whenChanged.run();
            } else {
                answer(slot, true);
            }
        }
    }

    /** Whether the response to that request had no payloads, as far as it is known. */
    boolean wasEmpty(long rid) {
        SentResponses.Sent response = sent.find(rid);
        return response != null && response.isEmpty();
    }

    /**
     * §14.3: a request that was taken comes again.
     *
     * @return why the session ends, if it does
     */
    Optional<TerminalCondition> repeated(BoshBody body, BoshExchange exchange) {
        for (Slot slot : held) {
            if (slot.rid() == body.rid()) {
                slot.exchange().answer(terms.contentType(), ResponseBody.RECOVERABLE);
                settleSoon();
                return limit(slot.replace(exchange));
            }
        }
        SentResponses.Sent response = sent.find(body.rid());
        if (response == null) {
            return Optional.of(TerminalCondition.ITEM_NOT_FOUND);
        }
        Optional<TerminalCondition> end = limit(response.repeat());
        if (end.isEmpty()) {
            exchange.answer(terms.contentType(), response.body());
        }
        return end;
    }

    private static Optional<TerminalCondition> limit(int repeats) {
        return repeats > MOST_REPEATS ? Optional.of(TerminalCondition.POLICY_VIOLATION) : Optional.empty();
    }

    /** What waits is not sent any more. */
    void discard() {
        payloads = new ByteArrayOutputStream(0);
    }

    /** The last body of the session, with all that waited (§13). */
    byte[] lastBody(Optional<TerminalCondition> condition) {
        String head = ResponseBody.terminating(condition);
        attributes = "";
        return ResponseBody.of(streamPrefix ? head + STREAM_PREFIX : head, takePayloads());
    }

    /** Those to be answered when the session ends, oldest first; none are held any more. */
    List<Slot> release() {
        List<Slot> all = new ArrayList<>(held);
        held.clear();
        all.forEach(Slot::cancelExpiry);
        return all;
    }
}
