package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Stanza;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What one client sent to addresses that still owe it an answer: it waits, so that stanzas between two addresses never overtake one
 * another (RFC 6120 §10.1). Owner: the session's executor. Lives while anything waits.
 */
final class Lanes {
    private final Map<Jid, Queue<Stanza>> waiting = new HashMap<>();
    private int size;
    private boolean paused;

    /** From now on what goes to this address waits. */
    void block(Jid to) {
        waiting.computeIfAbsent(to, address -> new ArrayDeque<>());
    }

    boolean isBlocked(Jid to) {
        return waiting.containsKey(to);
    }

    void add(Jid to, Stanza stanza) {
        Queue<Stanza> queue = waiting.get(to);
        if (queue == null) {
            throw new IllegalStateException("lane to " + to + " is open (expected: blocked)");
        }
        queue.add(stanza);
        size++;
    }

    /** The next stanza of a blocked lane; if there is none, the lane is open again. */
    Optional<Stanza> next(Jid to) {
        Queue<Stanza> queue = waiting.get(to);
        Stanza next = queue == null ? null : queue.poll();
        if (next == null) {
            waiting.remove(to);
        } else {
            size--;
        }
        return Optional.ofNullable(next);
    }

    /** Stanzas that wait, all lanes together. */
    int size() {
        return size;
    }

    /** Whether reading has to stop now: once, when so many wait. */
    boolean pauses(int atSize) {
        boolean now = !paused && size >= atSize;
        paused |= now;
        return now;
    }

    /** Whether reading may go on now: once after {@link #pauses}. */
    boolean resumes(int atSize) {
        boolean now = paused && size <= atSize;
        paused &= !now;
        return now;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
