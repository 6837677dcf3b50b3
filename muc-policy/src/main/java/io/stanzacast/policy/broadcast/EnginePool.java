package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.EngineStatus;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines in the brewery room, as their presence says, and the choice among them: idle, healthy, not resting after a failure; of these
 * the one whose failure, then whose last use, is longest ago. Owner: the broadcast loop.
 */
final class EnginePool {
    private static final Logger LOG = LoggerFactory.getLogger(EnginePool.class);
    private static final int MAX_IMPOSTORS = 1000;
    private static final Duration BETWEEN_SELECTIONS = Duration.ofMillis(200);

    private final Set<String> engineDomains;
    private final Duration rest;
    private final BroadcastLoop loop;
    private final Map<Jid, Engine> engines = new HashMap<>();
    private final Set<Jid> impostors = new HashSet<>();

    EnginePool(BroadcastConfig config, BroadcastLoop loop) {
        this.engineDomains = config.trustedEngineDomains();
        this.rest = config.engineRest();
        this.loop = loop;
    }

    /** What is known of one engine. */
    private static final class Engine {
        private final Jid address;
        private EngineStatus status;
        private @Nullable Duration failedAt;
        private boolean resting;
        private @Nullable Duration selectedAt;
        private boolean assigned;

        private Engine(Jid address, EngineStatus status) {
            this.address = address;
            this.status = status;
        }
    }

    /** Takes an occupant's presence. Returns its status if it is an engine's. */
    Optional<EngineStatus> presence(Occupant occupant, Presence presence) {
        Optional<EngineStatus> status = EngineStatus.of(presence);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Jid real = occupant.realJid();
        if (real == null || !engineDomains.contains(real.domainpart())) {
            if (impostors.size() < MAX_IMPOSTORS && impostors.add(occupant.address())) {
                LOG.warn(
                        "[brewery] {} ({}) calls itself an engine but has no engine account", occupant.address(), real);
            }
            return Optional.empty();
        }
        Engine engine = engines.get(occupant.address());
        if (engine == null) {
            engine = new Engine(occupant.address(), status.get());
            engines.put(engine.address, engine);
            LOG.info("[brewery] engine {} came", engine.address.resourcepart().orElse(""));
        }
        engine.status = status.get();
        if (engine.status.idle() && engine.status.healthy()) {
            engine.resting = false;
        }
        return status;
    }

    /** The occupant went. Returns whether it was an engine. */
    boolean remove(Jid occupant) {
        impostors.remove(occupant);
        if (engines.remove(occupant) == null) {
            return false;
        }
        LOG.info("[brewery] engine {} left", occupant.resourcepart().orElse(""));
        return true;
    }

    /** Addresses of all engines, for comparing after the brewery was joined again. */
    List<Jid> all() {
        return List.copyOf(engines.keySet());
    }

    boolean isAnyPresent() {
        return !engines.isEmpty();
    }

    /** Chooses an engine and marks it as assigned until {@link #release}; empty if none can take a session now. */
    Optional<Jid> select(Set<Jid> except) {
        Duration now = loop.now();
        List<Engine> able = new ArrayList<>();
        for (Engine engine : engines.values()) {
            if (!except.contains(engine.address) && isAble(engine, now)) {
                able.add(engine);
            }
        }
        Optional<Engine> best = able.stream()
                .min(Comparator.comparing((Engine engine) -> orFirst(engine.failedAt))
                        .thenComparing(engine -> orFirst(engine.selectedAt))
                        .thenComparing(engine -> engine.address));
        best.ifPresent(engine -> {
            engine.selectedAt = now;
            engine.assigned = true;
        });
        return best.map(engine -> engine.address);
    }

    /** The session that had it is over or elsewhere. */
    void release(Jid address) {
        Engine engine = engines.get(address);
        if (engine != null) {
            engine.assigned = false;
        }
    }

    /** It did not do what it was asked: it rests, unless it says itself that it is available. */
    void failed(Jid address) {
        Engine engine = engines.get(address);
        if (engine != null) {
            engine.failedAt = loop.now();
            engine.resting = true;
        }
    }

    private boolean isAble(Engine engine, Duration now) {
        return engine.status.idle()
                && engine.status.healthy()
                && !engine.assigned
                && (!engine.resting || hasPassed(engine.failedAt, rest, now))
                && hasPassed(engine.selectedAt, BETWEEN_SELECTIONS, now);
    }

    private static boolean hasPassed(@Nullable Duration since, Duration wait, Duration now) {
        return since == null || now.minus(since).compareTo(wait) >= 0;
    }

    private static Duration orFirst(@Nullable Duration time) {
        return time == null ? Duration.ofSeconds(Long.MIN_VALUE) : time;
    }
}
