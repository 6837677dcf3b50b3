package io.stanzacast.xmpp;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.stanzacast.xmpp.c2s.AccountStore;
import io.stanzacast.xmpp.c2s.ClientStreams;
import io.stanzacast.xmpp.c2s.PasswordHashing;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.im.GuestGuard;
import io.stanzacast.xmpp.im.OwnPresence;
import io.stanzacast.xmpp.im.ResourceDelivery;
import io.stanzacast.xmpp.im.Roster;
import io.stanzacast.xmpp.muc.MucModule;
import io.stanzacast.xmpp.muc.RoomService;
import io.stanzacast.xmpp.net.C2sServer;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.routing.AccountDelivery;
import io.stanzacast.xmpp.routing.ClientRouting;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.PresenceHandler;
import io.stanzacast.xmpp.routing.RemoteDelivery;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.StanzaRouter;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.routing.VirtualHost;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.xep.XepModule;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Wires the XMPP server. Other modules add to the sets of {@link Extension} and {@link LocalService}, and may give {@link RemoteDelivery}.
 * Who installs it binds a {@code Clock}, {@code Database}, {@code RoomPolicy}, {@code TlsContexts}, Netty's {@code
 * EventLoopGroup}, a {@code Supplier<ServerBootstrap>} and a {@code Supplier<Executor>} of its loops; and starts, in this order, {@link
 * Installation}, {@link RoomService} and, last, {@link C2sServer}.
 */
public final class XmppModule extends AbstractModule {
    private static final int HASHING_THREADS = 2;

    private final XmppConfig config;

    public XmppModule(XmppConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(HookTable.class).toInstance(new HookTable());
        bind(RouteTable.class)
                .toInstance(new RouteTable(config.hosts().stream()
                        .map(host -> new VirtualHost(host.domain(), host.isAnonymous()))
                        .toList()));
        bind(SessionRegistry.class).toInstance(new SessionRegistry());
        bind(Installation.class).in(Singleton.class);
        routing();
        extensions();
        clients();
        install(new MucModule(config.muc()));
        install(new XepModule());
    }

    private void clients() {
        bind(StreamAcceptor.class).to(ClientStreams.class);
    }

    @Provides
    @Singleton
    PasswordHashing hashing() {
        return new PasswordHashing(HASHING_THREADS);
    }

    @Provides
    @Singleton
    AccountStore accounts(Database database, PasswordHashing hashing, Clock clock) {
        return new AccountStore(database, hashing, config.login().hashIterations(), clock);
    }

    @Provides
    @Singleton
    ClientStreams streams(
            AccountStore accounts,
            SessionRegistry sessions,
            SessionHandler handler,
            HookTable hooks,
            EventLoopGroup loops) {
        return new ClientStreams(config.hosts(), config.login(), accounts, sessions, handler, hooks, loops);
    }

    @Provides
    @Singleton
    C2sServer c2s(Supplier<ServerBootstrap> bootstraps, TlsContexts certificates, StreamAcceptor acceptor) {
        return new C2sServer(config.c2s(), bootstraps, certificates, acceptor);
    }

    private void routing() {
        bind(ResourceDelivery.class).in(Singleton.class);
        bind(AccountDelivery.class).to(ResourceDelivery.class);
        bind(StanzaRouter.class).in(Singleton.class);
        bind(StanzaSink.class).to(StanzaRouter.class);
        bind(OwnPresence.class).in(Singleton.class);
        bind(PresenceHandler.class).to(OwnPresence.class);
        bind(ClientRouting.class).in(Singleton.class);
        bind(SessionHandler.class).to(ClientRouting.class);
        OptionalBinder.newOptionalBinder(binder(), RemoteDelivery.class)
                .setDefault()
                .toInstance(RemoteDelivery.NONE);
    }

    private void extensions() {
        Multibinder<Extension> extensions = Multibinder.newSetBinder(binder(), Extension.class);
        bind(GuestConfig.class).toInstance(config.guests());
        bind(GuestGuard.class).in(Singleton.class);
        extensions.addBinding().to(GuestGuard.class);
        bind(Roster.class).in(Singleton.class);
        extensions.addBinding().to(Roster.class);
    }
}
