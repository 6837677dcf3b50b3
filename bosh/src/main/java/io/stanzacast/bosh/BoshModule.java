package io.stanzacast.bosh;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.stanzacast.bosh.websocket.WebSocketConfig;
import io.stanzacast.bosh.websocket.WebSocketHandler;

/**
 * BOSH and WebSocket. Needs bindings of {@code StreamAcceptor} and {@code java.time.Clock}; gives {@link BoshHandler} and {@link
 * WebSocketHandler} for the HTTP front to call at the paths of their configurations.
 */
public final class BoshModule extends AbstractModule {
    private final BoshConfig bosh;
    private final WebSocketConfig webSocket;

    public BoshModule(BoshConfig bosh, WebSocketConfig webSocket) {
        this.bosh = bosh;
        this.webSocket = webSocket;
    }

    @Override
    protected void configure() {
        bind(BoshConfig.class).toInstance(bosh);
        bind(WebSocketConfig.class).toInstance(webSocket);
        bind(BoshHandler.class).in(Scopes.SINGLETON);
        bind(WebSocketHandler.class).in(Scopes.SINGLETON);
    }
}
