package io.stanzacast.bosh;

import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A request within its session, until it is answered. Of the session's owner. */
final class Slot {
    private final BoshBody body;
    private BoshExchange exchange;
    private @Nullable Future<?> expiry;
    private int repeats;

    Slot(BoshBody body, BoshExchange exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    BoshBody body() {
        return body;
    }

    long rid() {
        return body.rid();
    }

    BoshExchange exchange() {
        return exchange;
    }

    /** The client sent the same again (XEP-0124 §14.3); what comes goes there. @return how often it did */
    int replace(BoshExchange later) {
        exchange = later;
        return ++repeats;
    }

    void expiry(Future<?> timer) {
        expiry = timer;
    }

    void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
        }
    }
}
