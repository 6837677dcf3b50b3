package io.stanzacast.media.rtmp;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.PublishPolicy.Accepted;
import io.stanzacast.media.live.PublishPolicy.Answer;
import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.media.live.PublishPolicy.Refused;
import io.stanzacast.media.live.StreamRegistry;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on a publish command: application, throttle, policy, and whether the path is free. Shared by all connections, keeps no state. */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final Set<String> APPLICATIONS = Set.of("live", "publish");
    private static final int MAX_ATTEMPTS = 4;

    private final StreamRegistry registry;
    private final PublishPolicy policy;
    private final KeyThrottle throttle;

    /** What became of a publish command. */
    sealed interface Outcome {
        /** The stream is registered. */
        record Admitted(LiveStream stream) implements Outcome {}

        record Rejected(String code, String description) implements Outcome {}

        /** Not worth a word to the peer. */
        record Dropped(String reason) implements Outcome {}
    }

    /**
     * Who asks.
     *
     * @param session identity in logs
     * @param loop the connection's event loop
     * @param kick closes the connection, called on the loop
     * @param waits whether the connection still wants the answer, called on the loop
     * @param then takes the outcome, called on the loop, once, unless it no longer waits
     */
    record Applicant(
            String session,
            InetSocketAddress remote,
            Executor loop,
            Runnable kick,
            BooleanSupplier waits,
            Consumer<Outcome> then) {}

    Admission(StreamRegistry registry, PublishPolicy policy, KeyThrottle throttle) {
        this.registry = registry;
        this.policy = policy;
        this.throttle = throttle;
    }

    /** On the applicant's loop. */
    void ask(StreamName name, Applicant applicant) {
        ClientNetwork network = ClientNetwork.of(applicant.remote);
        if (throttle.isThrottled(network)) {
            applicant.then.accept(new Outcome.Dropped("too many wrong stream keys from its address"));
            return;
        }
        if (!APPLICATIONS.contains(name.application())) {
            applicant.then.accept(
                    new Outcome.Rejected(Replies.DENIED, "unknown application (expected: live or publish)"));
            return;
        }
        if (!name.hasUsableKey()) {
            throttle.wrongKey(network);
            applicant.then.accept(new Outcome.Rejected(Replies.BAD_NAME, "no stream key"));
            return;
        }
        policy.mayPublish(
                        new PublishPolicy.Request(name.application(), name.key(), applicant.remote, applicant.session))
                .whenComplete((answer, failure) -> applicant.loop.execute(() -> answered(applicant, answer, failure)));
    }

    private void answered(Applicant applicant, Answer answer, Throwable failure) {
        if (failure != null) {
            log.error("[rtmp {}] publish policy failed", applicant.session, failure);
            applicant.then.accept(new Outcome.Rejected(Replies.DENIED, "internal error"));
        } else if (answer instanceof Accepted accepted) {
            register(applicant, accepted, 1);
        } else if (answer instanceof Refused refused) {
            applicant.then.accept(refusal(applicant, refused));
        } else {
            throw new AssertionError(answer);
        }
    }

    private Outcome refusal(Applicant applicant, Refused refused) {
        return switch (refused.kind()) {
            case BAD_KEY -> {
                throttle.wrongKey(ClientNetwork.of(applicant.remote));
                yield new Outcome.Rejected(Replies.BAD_NAME, refused.description());
            }
            case DENIED -> new Outcome.Rejected(Replies.DENIED, refused.description());
            case THROTTLED -> new Outcome.Dropped(refused.description());
        };
    }

    /**
     * The path belongs to whoever is in the registry. To take it over we make its owner leave and look again when its event loop has done
     * so; somebody else may have been faster, so this is tried a few times.
     */
    private void register(Applicant applicant, Accepted accepted, int attempt) {
        if (!applicant.waits.getAsBoolean()) {
            return;
        }
        LiveStream stream = new LiveStream(accepted.path(), applicant.loop, applicant.kick);
        if (registry.add(stream)) {
            applicant.then.accept(new Outcome.Admitted(stream));
            return;
        }
        if (accepted.onBusy() == OnBusy.REFUSE || attempt == MAX_ATTEMPTS) {
            applicant.then.accept(new Outcome.Rejected(Replies.BAD_NAME, "already publishing"));
            return;
        }
        Runnable again = () -> applicant.loop.execute(() -> register(applicant, accepted, attempt + 1));
        Optional<LiveStream> present = registry.find(accepted.path());
        if (present.isEmpty()) {
            again.run();
            return;
        }
        log.info("[rtmp {}] replaces the publisher of {}", applicant.session, accepted.path());
        present.get().kick();
        present.get().owner().execute(again);
    }
}
