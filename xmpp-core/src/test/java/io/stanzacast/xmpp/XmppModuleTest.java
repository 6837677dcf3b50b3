package io.stanzacast.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.routing.VirtualHost;
import io.stanzacast.xmpp.session.SessionHandler;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmppModuleTest {
    private final Injector injector = Guice.createInjector(
            Stage.PRODUCTION,
            new Strict(),
            new XmppModule(new XmppConfig(List.of(new VirtualHost("example.org", false)), null)));

    @Test
    void wiresTheWholeModule() {
        assertThat(injector.getInstance(SessionHandler.class)).isNotNull();
    }

    @Test
    void installsEveryExtensionOnce() {
        injector.getInstance(Installation.class).start();

        HookTable hooks = injector.getInstance(HookTable.class);
        assertThat(hooks.features(Scope.HOST)).contains("urn:xmpp:ping", "urn:xmpp:time", "jabber:iq:version");
        assertThat(hooks.streamFeatures()).hasSize(1);
    }

    private static final class Strict extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().disableCircularProxies();
            bind(Clock.class).toInstance(Clock.systemUTC());
        }
    }
}
