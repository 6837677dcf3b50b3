package io.stanzacast.bosh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** XEP-0124 §14.3: the last responses, in case the client did not get them. Of the session's owner. */
final class SentResponses {
    /** How long a response may be under way before its absence is reported (§9.2). */
    private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int most;
    private final Deque<Sent> sent = new ArrayDeque<>();

    /** A response. */
    static final class Sent {
        private final long rid;
        private final byte[] body;
        private final boolean empty;
        private final long nanos;
        private int repeats;

        private Sent(long rid, byte[] body, boolean empty, long nanos) {
            this.rid = rid;
            this.body = body;
            this.empty = empty;
            this.nanos = nanos;
        }

        byte[] body() {
            return body;
        }

        /** Whether it had no payloads. */
        boolean isEmpty() {
            return empty;
        }

        /** @return how often it was sent again */
        int repeat() {
            return ++repeats;
        }
    }

    SentResponses(int most) {
        this.most = most;
    }

    void keep(long rid, byte[] body, boolean empty, long nowNanos) {
        sent.add(new Sent(rid, body, empty, nowNanos));
        if (sent.size() > most) {
            sent.remove();
        }
    }

    @Nullable
    Sent find(long rid) {
        for (Sent response : sent) {
            if (response.rid == rid) {
                return response;
            }
        }
        return null;
    }

    /**
     * The client has all responses up to {@code rid}.
     *
     * @return the attributes that tell it of the first it lacks, if that went out long enough ago (§9.2)
     */
    Optional<String> acknowledged(long rid, long nowNanos) {
        sent.removeIf(response -> response.rid <= rid);
        Sent lacking = find(rid + 1);
        if (lacking == null || nowNanos - lacking.nanos < LOST_NANOS) {
            return Optional.empty();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos - lacking.nanos);
        return Optional.of(ResponseBody.attribute("report", rid + 1) + ResponseBody.attribute("time", millis));
    }
}
