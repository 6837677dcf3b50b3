package io.stanzacast.bosh;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.stanzacast.bosh.websocket.WebSocketConfig;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import io.stanzacast.xmpp.Installation;
import io.stanzacast.xmpp.XmppConfig;
import io.stanzacast.xmpp.XmppModule;
import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.muc.MucConfig;
import io.stanzacast.xmpp.muc.RoomPolicy;
import io.stanzacast.xmpp.muc.RoomService;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The XMPP server of {@code guest.example.org} and {@code rooms.example.org} behind BOSH and WebSocket. */
final class WholeServer implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Database database;
    private final RoomService rooms;
    final SmallFront front;

    WholeServer(Path folder) {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        Injector injector = Guice.createInjector(
                Stage.PRODUCTION,
                new Surroundings(),
                new XmppModule(config()),
                new BoshModule(BoshConfig.defaults(), WebSocketConfig.defaults()));
        injector.getInstance(Installation.class).start();
        rooms = injector.getInstance(RoomService.class);
        rooms.start();
        front = new SmallFront(
                loops, injector.getInstance(BoshHandler.class), injector.getInstance(WebSocketHandler.class));
    }

    private static XmppConfig config() {
        XmppConfig site = XmppConfig.of("example.org");
        return new XmppConfig(
                List.of(HostConfig.guests("guest.example.org")),
                new GuestConfig(true, true),
                site.c2s(),
                site.login(),
                List.of(MucConfig.of("rooms.example.org", MucConfig.Creation.ANYBODY)));
    }

    @Override
    public void close() {
        front.close();
        rooms.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        database.close();
    }

    private final class Surroundings extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().disableCircularProxies();
            bind(Clock.class).toInstance(Clock.systemUTC());
            bind(Database.class).toInstance(database);
            bind(RoomPolicy.class).toInstance(RoomPolicy.open());
            bind(TlsContexts.class).toInstance(TlsContexts.NONE);
            bind(EventLoopGroup.class).toInstance(loops);
            bind(new TypeLiteral<Supplier<Executor>>() {}).toInstance(loops::next);
            bind(new TypeLiteral<Supplier<ServerBootstrap>>() {})
                    .toInstance(() -> new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class));
        }
    }
}
