package io.stanzacast.server.control;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a service on the thread of a request. */
final class Await {
    private static final Duration USUAL = Duration.ofSeconds(30);

    private Await() {}

    static <T> T result(CompletionStage<T> stage) throws Refusal {
        return result(stage, USUAL);
    }

    /** @throws Refusal with the line of what the service refuses, or if it takes longer than {@code most} */
    static <T> T result(CompletionStage<T> stage, Duration most) throws Refusal {
        try {
            return stage.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException
                    || cause instanceof IllegalStateException
                    || cause instanceof UnsupportedOperationException
                    || cause instanceof RejectedExecutionException) {
                throw new Refusal(cause.getMessage());
            }
            throw new IllegalStateException(cause);
        } catch (TimeoutException e) {
            throw new Refusal("no answer within " + most.toSeconds() + " s; it may still be done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("the server is stopping");
        }
    }
}
