package io.stanzacast.media.hls;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that wait for a part or a segment of one presentation: a list entry each, answered on their own event loops, with one task
 * for each loop. Owner: the publisher's event loop, which calls everything but {@link #reserve} and {@link #isEmpty}.
 */
final class BlockedRequests {
    private static final Logger log = LoggerFactory.getLogger(BlockedRequests.class);

    private final int max;
    private final AtomicInteger reserved = new AtomicInteger();
    private List<BlockedRequest> waiting = new ArrayList<>();

    BlockedRequests(int max) {
        this.max = max;
    }

    /** Asks for a place, from any thread. Who gets one must {@link #add} its request. */
    boolean reserve() {
        if (reserved.incrementAndGet() <= max) {
            return true;
        }
        reserved.decrementAndGet();
        return false;
    }

    /** For any thread. */
    boolean isEmpty() {
        return reserved.get() == 0;
    }

    void add(BlockedRequest request, Snapshot snapshot) {
        if (isOver(request, snapshot)) {
            reserved.decrementAndGet();
            request.ctx().executor().execute(request.ready());
        } else {
            waiting.add(request);
        }
    }

    /** Answers all that waited for what is there now. */
    void wake(Snapshot snapshot) {
        answer(request -> isOver(request, snapshot), BlockedRequest::ready);
    }

    /** Answers what waited too long, and forgets those whose connection is closed. */
    void sweep(long nowNanos) {
        answer(request -> request.isGone() || request.deadlineNanos() - nowNanos <= 0, BlockedRequest::expired);
    }

    private static boolean isOver(BlockedRequest request, Snapshot snapshot) {
        return snapshot.isEnded() || request.until().test(snapshot);
    }

    /** One that fails must not take the others with it. */
    private static void run(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | OutOfMemoryError bug) {
            log.error("[hls] an answer failed", bug);
        }
    }

    private void answer(Predicate<BlockedRequest> chosen, Function<BlockedRequest, Runnable> answer) {
        if (waiting.isEmpty()) {
            return;
        }
        IdentityHashMap<EventExecutor, List<Runnable>> answers = new IdentityHashMap<>();
        List<BlockedRequest> others = new ArrayList<>();
        for (BlockedRequest request : waiting) {
            if (chosen.test(request)) {
                answers.computeIfAbsent(request.ctx().executor(), loop -> new ArrayList<>())
                        .add(answer.apply(request));
            } else {
                others.add(request);
            }
        }
        waiting = others;
        answers.forEach((loop, each) -> {
            reserved.addAndGet(-each.size());
            loop.execute(() -> each.forEach(BlockedRequests::run));
        });
    }
}
