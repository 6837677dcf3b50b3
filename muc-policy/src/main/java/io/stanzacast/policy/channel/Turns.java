package io.stanzacast.policy.channel;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets changes of one thing wait for one another, so that none is decided on a state that another is just changing. Safe for any thread. */
final class Turns {
    private final Map<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /** Begins {@code work} when all earlier work of that name has ended, well or badly. */
    <T> CompletionStage<T> take(String name, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(name, mine);
        (before == null ? CompletableFuture.completedFuture(null) : before)
                .whenComplete((ended, ignored) -> begin(work).whenComplete((value, failure) -> {
                    last.remove(name, mine);
                    if (failure != null) {
                        mine.completeExceptionally(failure);
                    } else {
                        mine.complete(value);
                    }
                }));
        return mine;
    }

    private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
