package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Stanza;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All MUC services of a site (XEP-0045), for the router and for the program itself. Safe for any thread. */
public final class RoomService implements LocalService, Rooms, AutoCloseable {
    private final Map<String, RoomHost> hosts = new LinkedHashMap<>();
    private final RoomServices services;

    /**
     * @param configs one per service, each with another domain
     * @param executors gives each room its owner: serial executors, the loops of the process in turn
     * @throws IllegalArgumentException if two have the same domain
     */
    public RoomService(
            Collection<MucConfig> configs,
            RoomPolicy policy,
            RoomStore store,
            SessionRegistry sessions,
            StanzaSink sink,
            Supplier<Executor> executors,
            Clock clock) {
        this.services = new RoomServices(sessions, sink, policy, store, clock);
        for (MucConfig config : configs) {
            if (hosts.put(config.domain(), new RoomHost(config, services, executors)) != null) {
                throw new IllegalArgumentException("domain: " + config.domain() + " twice (expected: once)");
            }
        }
    }

    /** Learns which rooms there are; blocks, so only before anything is received. */
    public void start() {
        hosts.forEach((domain, host) -> services.store()
                .list(domain)
                .toCompletableFuture()
                .join()
                .forEach(room -> host.directory()
                        .put(room.room(), new RoomDirectory.Entry(room.title(), room.publicRoom(), true))));
    }

    /** Tells everybody inside that the service goes away (§11.2). Blocks for at most two seconds. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (RoomHost host : hosts.values()) {
            for (RoomSlot slot : host.slots()) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                told.add(done);
                host.submit(slot.jid(), present -> {
                    ShutDown.tell(present.room());
                    done.complete(null);
                });
            }
        }
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 2, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public Set<String> domains() {
        return Set.copyOf(hosts.keySet());
    }

    /** In the order of the configuration, since clients take the first as the one to make rooms at; not those that are for others. */
    @Override
    public List<String> domainsShown(Jid asker) {
        return hosts.values().stream()
                .filter(host -> host.isWelcome(asker))
                .map(host -> host.config().domain())
                .toList();
    }

    /** For discovery: the services with their names, in the order of the configuration. */
    public Map<Jid, String> names() {
        Map<Jid, String> names = new LinkedHashMap<>();
        hosts.forEach(
                (domain, host) -> names.put(Jid.domain(domain), host.config().name()));
        return names;
    }

    @Override
    public void receive(Stanza stanza) {
        RoomHost host = hosts.get(stanza.to().orElseThrow().domainpart());
        if (host == null) {
            throw new IllegalArgumentException("domain: " + stanza.to() + " (expected: one of " + domains() + ")");
        }
        host.receive(stanza);
    }

    @Override
    public CompletionStage<Void> ensure(Jid room, RoomConfig config, Map<Jid, Affiliation> affiliations) {
        if (!config.persistent()) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("persistent: false (expected: true of a room that must be there)"));
        }
        Map<Jid, Affiliation> wanted = Map.copyOf(affiliations);
        return ask(room, (slot, result) -> Ensuring.ensure(slot, config, wanted, result));
    }

    @Override
    public CompletionStage<Void> destroy(Jid room, @Nullable String reason) {
        return ask(room, (slot, result) -> Ensuring.destroy(slot, reason, result));
    }

    @Override
    public CompletionStage<Optional<RoomConfig>> find(Jid room) {
        return ask(
                room,
                (slot, result) ->
                        result.complete(Optional.ofNullable(slot.room()).map(Room::config)));
    }

    @Override
    public List<Jid> all() {
        return hosts.values().stream()
                .flatMap(host -> host.directory().all().stream())
                .toList();
    }

    @Override
    public CompletionStage<Optional<RoomInfo>> info(Jid room) {
        return ask(
                room,
                (slot, result) -> result.complete(Optional.ofNullable(slot.room())
                        .map(present -> new RoomInfo(
                                present.config(),
                                present.affiliations(),
                                present.occupants().size()))));
    }

    @Override
    public CompletionStage<Map<Jid, Affiliation>> affiliations(Jid room) {
        return ask(
                room,
                (slot, result) -> result.complete(Optional.ofNullable(slot.room())
                        .map(present -> Map.copyOf(present.affiliations()))
                        .orElse(Map.of())));
    }

    @Override
    public CompletionStage<Affiliation> affiliation(Jid room, Jid bareUser) {
        return ask(
                room,
                (slot, result) -> result.complete(Optional.ofNullable(slot.room())
                        .map(present -> present.affiliation(bareUser.bare()))
                        .orElse(Affiliation.NONE)));
    }

    @Override
    public CompletionStage<Optional<OccupantInfo>> occupant(Jid occupant) {
        String nickname = occupant.resourcepart().orElse("");
        return ask(
                occupant,
                (slot, result) -> result.complete(Optional.ofNullable(slot.room())
                        .map(room -> room.occupant(nickname))
                        .map(present -> new OccupantInfo(
                                present.user(),
                                present.nickname(),
                                present.affiliation(),
                                present.role(),
                                present.foremost().isAnonymous()))));
    }

    private <T> CompletionStage<T> ask(Jid room, BiConsumer<RoomSlot, CompletableFuture<T>> question) {
        CompletableFuture<T> result = new CompletableFuture<>();
        RoomHost host = hosts.get(room.domainpart());
        if (host == null || room.localpart().isEmpty()) {
            result.completeExceptionally(
                    new IllegalArgumentException("room: " + room + " (expected: a room at one of " + domains() + ")"));
            return result;
        }
        host.submit(room.bare(), slot -> {
            if (slot.isUnreadable()) {
                result.completeExceptionally(new IllegalStateException("room: " + room + " cannot be loaded"));
                return;
            }
            try {
                question.accept(slot, result);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
