package io.stanzacast.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.stanzacast.bosh.BoshHandler;
import io.stanzacast.bosh.BoshModule;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import io.stanzacast.media.MediaModule;
import io.stanzacast.media.hls.HlsHandler;
import io.stanzacast.policy.PolicyModule;
import io.stanzacast.policy.stream.ChannelStates;
import io.stanzacast.policy.stream.ChannelView;
import io.stanzacast.server.control.ControlModule;
import io.stanzacast.server.control.ControlSite;
import io.stanzacast.server.http.HttpFront;
import io.stanzacast.server.http.JsonApi;
import io.stanzacast.server.http.Route;
import io.stanzacast.server.http.Routes;
import io.stanzacast.server.http.StaticPages;
import io.stanzacast.xmpp.XmppModule;
import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.store.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The list of modules, and what they share: event loops, clock, store, certificates. */
final class ServerModule extends AbstractModule {
    private final ServerConfig config;
    private final Loops loops;
    private final Database database;
    private final TlsContexts certificates;

    ServerModule(ServerConfig config, Loops loops, Database database, TlsContexts certificates) {
        this.config = config;
        this.loops = loops;
        this.database = database;
        this.certificates = certificates;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().disableCircularProxies();
        bind(ServerConfig.class).toInstance(config);
        bind(Clock.class).toInstance(Clock.systemUTC());
        bind(EventLoopGroup.class).toInstance(loops.group());
        bind(new TypeLiteral<Supplier<ServerBootstrap>>() {}).toInstance(loops::bootstrap);
        bind(new TypeLiteral<Supplier<Executor>>() {}).toInstance(loops.group()::next);
        bind(Database.class).toInstance(database);
        bind(TlsContexts.class).toInstance(certificates);
        install(new XmppModule(config.xmpp()));
        install(new BoshModule(config.bosh(), config.websocket()));
        install(new MediaModule(config.media()));
        install(new PolicyModule(config.policy()));
        install(new ControlModule(site()));
        bind(FirstStart.class).in(Singleton.class);
    }

    private ControlSite site() {
        return new ControlSite(
                config.domain(),
                config.xmpp().hosts().stream()
                        .filter(host -> !host.isAnonymous())
                        .map(HostConfig::domain)
                        .collect(Collectors.toSet()),
                config.policy().channelRooms(),
                Addresses.rtmp(config) + "/live");
    }

    @Provides
    @Singleton
    HttpFront front(BoshHandler bosh, WebSocketHandler websocket, HlsHandler hls, JsonApi api, Clock clock) {
        Map<String, Route> routes = new HashMap<>();
        routes.put("/", StaticPages.load());
        routes.put("/api/", api);
        routes.put("/hls/", hls::handle);
        if (config.bosh().enabled()) {
            routes.put(config.bosh().path(), bosh::handle);
        }
        if (config.websocket().enabled()) {
            routes.put(config.websocket().path(), websocket::handle);
        }
        return new HttpFront(config.http(), loops::bootstrap, new Routes(routes), clock);
    }

    @Provides
    @Singleton
    JsonApi api(ChannelStates states) {
        String guests = config.xmpp().hosts().stream()
                .filter(HostConfig::isAnonymous)
                .map(HostConfig::domain)
                .findFirst()
                .orElse("");
        JsonApi.Site site = new JsonApi.Site(
                config.domain(),
                guests,
                config.policy().channelRooms(),
                config.websocket().enabled() ? config.websocket().path() : "",
                config.bosh().enabled() ? config.bosh().path() : "");
        return new JsonApi(
                site, () -> channels(states), name -> states.find(name).map(ServerModule::channel));
    }

    private static List<JsonApi.Channel> channels(ChannelStates states) {
        return states.all().stream().map(ServerModule::channel).toList();
    }

    private static JsonApi.Channel channel(ChannelView view) {
        return new JsonApi.Channel(
                view.name(),
                view.title(),
                view.language(),
                view.state().name().toLowerCase(Locale.ROOT),
                view.access().word(),
                view.room().toString(),
                Addresses.playlist(view.name()),
                Addresses.page(view.name()),
                Addresses.client(view.name()));
    }
}
