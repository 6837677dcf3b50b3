package io.stanzacast.xmpp.script;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.im.GuestGuard;
import io.stanzacast.xmpp.im.OwnPresence;
import io.stanzacast.xmpp.im.ResourceDelivery;
import io.stanzacast.xmpp.im.Roster;
import io.stanzacast.xmpp.routing.ClientRouting;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.RemoteDelivery;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.StanzaRouter;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.routing.VirtualHost;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.xep.XepModule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * "Romeo sends … Juliet receives …": sessions of a server in this process over a transport of memory, with the real router, hooks and
 * services. Everything runs on the test's thread, in order. Hosts: {@code example.org} with accounts, {@code guest.example.org} for guests.
 *
 * <pre>{@code
 * Script script = Script.builder().service(s -> new RoomService(s.router(), s.executor())).build();
 * Client romeo = script.client("romeo@example.org/orchard");
 * romeo.sends("<message to='juliet@example.org/balcony'><body>hi</body></message>");
 * juliet.receives("<message from='romeo@example.org/orchard' to='{any}'><body>hi</body></message>");
 * }</pre>
 */
public final class Script {
    private final ScriptExecutor executor = new ScriptExecutor();
    private final HookTable hooks = new HookTable();
    private final SessionRegistry sessions = new SessionRegistry();
    private final RouteTable routes;
    private final StanzaRouter router;
    private final ClientRouting handler;
    private final Map<String, Client> clients = new LinkedHashMap<>();

    private Script(Builder builder) {
        routes = new RouteTable(builder.hosts);
        router = new StanzaRouter(routes, hooks, sessions, new ResourceDelivery(sessions));
        handler = new ClientRouting(router, hooks, new OwnPresence(routes, sessions, router, hooks));
        builder.services.forEach(service -> routes.add(service.apply(this)));
        standard(builder).forEach(extension -> extension.install(hooks));
        builder.extensions.forEach(extension -> extension.apply(this).install(hooks));
        routes.remote(builder.remote);
        routes.seal();
        hooks.seal();
    }

    private Set<Extension> standard(Builder builder) {
        Set<Extension> extensions = new HashSet<>(Set.of(new Roster(), new GuestGuard(routes, builder.guests)));
        Injector injector = Guice.createInjector(new XepModule(), binder -> {
            binder.bind(HookTable.class).toInstance(hooks);
            binder.bind(RouteTable.class).toInstance(routes);
            binder.bind(SessionRegistry.class).toInstance(sessions);
            binder.bind(StanzaSink.class).toInstance(router);
            binder.bind(Clock.class).toInstance(builder.clock);
        });
        extensions.addAll(injector.getInstance(Key.get(new TypeLiteral<Set<Extension>>() {})));
        return extensions;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A new session, bound but not yet available; a guest if its host is for guests. A former one of that address is replaced. */
    public Client client(String fullJid) {
        Jid jid = Jid.parse(fullJid);
        boolean guest = routes.hosts().stream()
                .filter(host -> host.domain().equals(jid.domainpart()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such host: " + jid.domainpart()))
                .guests();
        Client client = new Client(executor, handler, sessions, jid, guest);
        client.connect();
        return client;
    }

    /** The same, known by a name to {@link #run}. */
    public Client client(String name, String fullJid) {
        Client client = client(fullJid);
        clients.put(name, client);
        return client;
    }

    /**
     * Plays a text of paragraphs that each begin with a line such as {@code Romeo sends:}, {@code Juliet receives:}, {@code Juliet receives
     * nothing}, {@code Romeo disconnects}.
     */
    public void run(String text) {
        ScriptText.run(text, clients);
    }

    public ScriptExecutor executor() {
        return executor;
    }

    public HookTable hooks() {
        return hooks;
    }

    public RouteTable routes() {
        return routes;
    }

    public StanzaRouter router() {
        return router;
    }

    public SessionRegistry sessions() {
        return sessions;
    }

    public ClientRouting handler() {
        return handler;
    }

    /** What the server of a script consists of. */
    public static final class Builder {
        private final List<VirtualHost> hosts = new ArrayList<>(
                List.of(new VirtualHost("example.org", false), new VirtualHost("guest.example.org", true)));
        private final List<Function<Script, LocalService>> services = new ArrayList<>();
        private final List<Function<Script, Extension>> extensions = new ArrayList<>();
        private RemoteDelivery remote = RemoteDelivery.NONE;
        private GuestConfig guests = GuestConfig.defaults();
        private Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

        private Builder() {}

        public Builder host(String domain, boolean guests) {
            hosts.add(new VirtualHost(domain, guests));
            return this;
        }

        /** @param service made from the script's router, sessions and executor */
        public Builder service(Function<Script, LocalService> service) {
            services.add(service);
            return this;
        }

        public Builder guests(GuestConfig config) {
            guests = config;
            return this;
        }

        /** Instead of one that stands still at the beginning of 2026. */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /** One more than the usual ones, which are always there. */
        public Builder extension(Extension extension) {
            return extension(script -> extension);
        }

        /** @param extension made from the script's router, sessions and executor */
        public Builder extension(Function<Script, Extension> extension) {
            extensions.add(extension);
            return this;
        }

        public Builder remote(RemoteDelivery delivery) {
            remote = delivery;
            return this;
        }

        public Script build() {
            return new Script(this);
        }
    }
}
