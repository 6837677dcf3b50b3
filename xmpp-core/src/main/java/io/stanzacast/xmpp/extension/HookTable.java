package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.Iq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Where extensions hang what they do. Filled by one thread at start, then sealed; from then on read by any thread. Order among hooks comes
 * from their {@link Phase}, never from the order of calls.
 */
public final class HookTable {
    private static final Set<Scope> USUAL = Collections.unmodifiableSet(EnumSet.of(Scope.HOST, Scope.OWN_ACCOUNT));

    private final Map<IqKey, IqHandler> iqHandlers = new HashMap<>();
    private final Map<Class<?>, HookChain<?>> chains = new HashMap<>();
    private final Map<Scope, Set<String>> features = new EnumMap<>(Scope.class);
    private final List<Identity> identities = new ArrayList<>();
    private final List<StreamFeature> streamFeatures = new ArrayList<>();
    private boolean sealed;

    private record IqKey(Iq.Type type, String name, String namespace, Scope scope) {}

    /** Announces a namespace in disco#info of the server's hosts. */
    public void feature(String namespace) {
        feature(namespace, Set.of(Scope.HOST));
    }

    /** Announces a namespace in disco#info of all those entities. */
    public void feature(String namespace, Set<Scope> scopes) {
        checkOpen();
        for (Scope scope : scopes) {
            features.computeIfAbsent(scope, s -> new TreeSet<>()).add(namespace);
        }
    }

    /** Announces what the server's hosts are. */
    public void identity(Identity identity) {
        checkOpen();
        identities.add(identity);
    }

    /** Answers requests of type get, addressed to hosts of this server or the sender's own account. */
    public void iqGet(String name, String namespace, IqHandler handler) {
        iqGet(name, namespace, USUAL, handler);
    }

    /**
     * Answers requests of type get.
     *
     * @throws IllegalStateException if another extension answers the same
     */
    public void iqGet(String name, String namespace, Set<Scope> scopes, IqHandler handler) {
        iq(Iq.Type.GET, name, namespace, scopes, handler);
    }

    /** Answers requests of type set, addressed to hosts of this server or the sender's own account. */
    public void iqSet(String name, String namespace, IqHandler handler) {
        iqSet(name, namespace, USUAL, handler);
    }

    /**
     * Answers requests of type set.
     *
     * @throws IllegalStateException if another extension answers the same
     */
    public void iqSet(String name, String namespace, Set<Scope> scopes, IqHandler handler) {
        iq(Iq.Type.SET, name, namespace, scopes, handler);
    }

    private void iq(Iq.Type type, String name, String namespace, Set<Scope> scopes, IqHandler handler) {
        checkOpen();
        for (Scope scope : scopes) {
            IqKey key = new IqKey(type, name, namespace, scope);
            if (iqHandlers.putIfAbsent(key, handler) != null) {
                throw new IllegalStateException("two handlers for " + key + " (expected: one)");
            }
        }
    }

    /** Announces something in the features of a stream that has logged in. */
    public void streamFeature(StreamFeature feature) {
        checkOpen();
        streamFeatures.add(feature);
    }

    /** Is told of every event of exactly that class. */
    public <E> void hook(Class<E> event, Phase phase, Hook<E> hook) {
        checkOpen();
        chain(event).add(phase, hook);
    }

    /** {@link #hook} in {@link Phase#OBSERVE} for those who only look. */
    public <E> void observe(Class<E> event, Consumer<E> observer) {
        hook(event, Phase.OBSERVE, seen -> {
            observer.accept(seen);
            return Verdict.pass();
        });
    }

    /** The hooks of an event class, for whoever fires it. To be asked for once, in a constructor. */
    @SuppressWarnings("unchecked") // only this method and hook() fill the map, with the class of E as key
    public <E> HookChain<E> chain(Class<E> event) {
        if (sealed) {
            return (HookChain<E>) chains.getOrDefault(event, new HookChain<E>());
        }
        return (HookChain<E>) chains.computeIfAbsent(event, e -> new HookChain<E>());
    }

    /** From now on nothing can be added. */
    public void seal() {
        sealed = true;
    }

    private void checkOpen() {
        if (sealed) {
            throw new IllegalStateException(
                    "the table of hooks is sealed: extensions are installed before the server starts");
        }
    }

    public Optional<IqHandler> iqHandler(Iq.Type type, String name, String namespace, Scope scope) {
        return Optional.ofNullable(iqHandlers.get(new IqKey(type, name, namespace, scope)));
    }

    /** Announced namespaces, sorted. */
    public Set<String> features(Scope scope) {
        return Collections.unmodifiableSet(features.getOrDefault(scope, Set.of()));
    }

    public List<Identity> identities() {
        return Collections.unmodifiableList(identities);
    }

    public List<StreamFeature> streamFeatures() {
        return Collections.unmodifiableList(streamFeatures);
    }
}
