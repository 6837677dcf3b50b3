package io.stanzacast.bosh;

import java.util.concurrent.TimeUnit;

/** XEP-0124 §11, §12: how often a client may ask without saying anything. Of the session's owner. */
final class PollingRate {
    private final SessionTerms terms;
    private final long pollingNanos;
    private long lastNanos;
    private boolean lastEmpty;

    PollingRate(SessionTerms terms, int pollingSeconds, long nowNanos) {
        this.terms = terms;
        this.pollingNanos = TimeUnit.SECONDS.toNanos(pollingSeconds);
        this.lastNanos = nowNanos;
    }

    /**
     * Counts a new request.
     *
     * @param underWay requests without a response, this one included
     * @param lastAnswerEmpty whether the response to the request before had no payloads
     * @return whether it came too soon
     */
    boolean isTooSoon(BoshBody body, int underWay, boolean lastAnswerEmpty, long nowNanos) {
        boolean soon = nowNanos - lastNanos < pollingNanos;
        boolean twice = lastEmpty;
        lastNanos = nowNanos;
        lastEmpty = body.isEmpty();
        if (!soon || !lastEmpty) {
            return false;
        }
        return terms.polls() ? twice && lastAnswerEmpty : underWay >= terms.requests();
    }
}
