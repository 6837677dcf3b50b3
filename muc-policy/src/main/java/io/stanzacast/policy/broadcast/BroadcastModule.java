package io.stanzacast.policy.broadcast;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Wires broadcast control; needs {@link BroadcastConfig}, {@link OnAir}, channels and what these need. */
public final class BroadcastModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(SqlOnAirStore.class).in(Singleton.class);
        bind(OnAirStore.class).to(SqlOnAirStore.class);
        bind(BroadcastThread.class).in(Singleton.class);
        bind(BroadcastLoop.class).to(BroadcastThread.class);
        bind(Focus.class).in(Singleton.class);
        bind(EmbeddedEngine.class).in(Singleton.class);
    }
}
