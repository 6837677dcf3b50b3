package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All hooks of one event type, by phase. Worth keeping by whoever fires: {@link #isEmpty()} costs one read. Filled until its {@link
 * HookTable} is sealed; from then on safe for any thread.
 */
public final class HookChain<E> {
    private static final Logger log = LoggerFactory.getLogger(HookChain.class);

    private final List<Hook<E>> guards = new ArrayList<>();
    private final List<Hook<E>> enrichers = new ArrayList<>();
    private final List<Hook<E>> observers = new ArrayList<>();
    private boolean empty = true;

    HookChain() {}

    void add(Phase phase, Hook<E> hook) {
        empty = false;
        switch (phase) {
            case GUARD -> guards.add(hook);
            case ENRICH -> enrichers.add(hook);
            case OBSERVE -> observers.add(hook);
        }
    }

    /** Whether nobody wants to know: then the event need not even be made. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * Tells every hook.
     *
     * @return the event as the hooks left it; empty if it was dropped
     * @throws StanzaException if a guard rejects it, or {@code internal-server-error} if one fails
     */
    public Optional<E> fire(E event) throws StanzaException {
        E current = event;
        for (Hook<E> guard : guards) {
            Verdict<E> verdict = guarded(guard, current);
            if (verdict instanceof Verdict.Reject<E> reject) {
                throw new StanzaException(reject.error());
            }
            if (verdict instanceof Verdict.Drop<E>) {
                return Optional.empty();
            }
        }
        for (Hook<E> enricher : enrichers) {
            if (guarded(enricher, current) instanceof Verdict.Replace<E> replace) {
                current = replace.event();
            }
        }
        observe(current);
        return Optional.of(current);
    }

    /** Tells the observers only: for what has happened already and cannot be changed. */
    public void observe(E event) {
        for (Hook<E> observer : observers) {
            try {
                observer.on(event);
            } catch (RuntimeException e) {
                log.error("[hooks] observer of {} failed", event.getClass().getSimpleName(), e);
            }
        }
    }

    private Verdict<E> guarded(Hook<E> hook, E event) throws StanzaException {
        try {
            return hook.on(event);
        } catch (RuntimeException e) {
            log.error("[hooks] hook of {} failed", event.getClass().getSimpleName(), e);
            throw new StanzaException(StanzaError.Condition.INTERNAL_SERVER_ERROR, null);
        }
    }
}
