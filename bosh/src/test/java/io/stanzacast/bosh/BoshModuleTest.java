package io.stanzacast.bosh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.stanzacast.bosh.web.FakeStream;
import io.stanzacast.bosh.websocket.WebSocketConfig;
import io.stanzacast.bosh.websocket.WebSocketHandler;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoshModuleTest {
    @Test
    void bindsBothTransports() {
        Injector injector = Guice.createInjector(
                Stage.PRODUCTION,
                new BoshModule(BoshConfig.defaults(), WebSocketConfig.defaults()),
                new AbstractModule() {
                    @Override
                    protected void configure() {
                        binder().requireExplicitBindings();
                        binder().disableCircularProxies();
                        bind(StreamAcceptor.class).toInstance(new FakeStream.Acceptor());
                        bind(Clock.class).toInstance(Clock.systemUTC());
                    }
                });
        assertThat(injector.getInstance(BoshHandler.class)).isSameAs(injector.getInstance(BoshHandler.class));
        assertThat(injector.getInstance(WebSocketHandler.class)).isNotNull();
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatThrownBy(() ->
                        new BoshConfig(null, null, null, null, 61, null, null, null, null, null, null, null, null))
                .hasMessage("max-wait-seconds: 61 (expected: 1..60)");
        assertThatThrownBy(() ->
                        new BoshConfig(null, "bind", null, null, null, null, null, null, null, null, null, null, null))
                .hasMessage("path: bind (expected: /…)");
        assertThatThrownBy(() -> new WebSocketConfig(null, null, 1, null, null, null, null, null, null, null))
                .hasMessage("max-message-bytes: 1 (expected: 10000..16777216)");
        assertThatThrownBy(() -> new WebSocketConfig(
                        null, null, null, null, null, null, null, null, List.of("https://example.org/chat"), null))
                .hasMessage("allowed-origins: https://example.org/chat (expected: https://host[:port], null or *)");
    }
}
