package io.stanzacast.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.muc.MucConfig;
import io.stanzacast.xmpp.muc.RoomPolicy;
import io.stanzacast.xmpp.net.C2sServer;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmppModuleTest {
    @TempDir
    Path folder;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private Database database;
    private Injector injector;

    @BeforeEach
    void wire() {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        injector = Guice.createInjector(
                Stage.PRODUCTION, new Surroundings(), new XmppModule(XmppConfig.of("example.org")));
    }

    @AfterEach
    void close() {
        database.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void wiresTheWholeModule() {
        assertThat(injector.getInstance(SessionHandler.class)).isNotNull();
        assertThat(injector.getInstance(C2sServer.class)).isNotNull();
    }

    @Test
    void installsEveryExtensionOnce() {
        injector.getInstance(Installation.class).start();

        HookTable hooks = injector.getInstance(HookTable.class);
        assertThat(hooks.features(Scope.HOST)).contains("urn:xmpp:ping", "urn:xmpp:time", "jabber:iq:version");
        assertThat(hooks.streamFeatures()).hasSize(1);
    }

    @Test
    void theListOfXepsNamesEveryExtensionWithItsVersion() throws Exception {
        Path project = Path.of(System.getProperty("logback.configurationFile"))
                .getParent()
                .getParent();
        String list = Files.readString(project.resolve("docs/xeps.md"));
        for (Extension extension : injector.getInstance(new Key<Set<Extension>>() {})) {
            if (extension.spec().name().startsWith("XEP-")) {
                assertThat(list.lines())
                        .as(extension.spec().toString())
                        .anyMatch(
                                line -> line.startsWith("| " + extension.spec().name() + " ")
                                        && line.contains("| " + extension.spec().version() + " |"));
            }
        }
    }

    @Test
    void refusesADomainInTwoPlaces() {
        XmppConfig site = XmppConfig.of("example.org");
        assertThatThrownBy(() -> new XmppConfig(
                        List.of(HostConfig.accounts("example.org")),
                        site.guests(),
                        site.c2s(),
                        site.login(),
                        List.of(MucConfig.of("example.org", MucConfig.Creation.NOBODY))))
                .hasMessage("hosts, muc: example.org twice (expected: each domain in one place)");
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
