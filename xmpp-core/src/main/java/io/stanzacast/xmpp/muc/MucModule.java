package io.stanzacast.xmpp.muc;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.SessionRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Wires the MUC services. Needs {@code Database}, {@code SessionRegistry}, {@code StanzaSink}, {@code Clock}, {@link RoomPolicy} and a
 * {@code Supplier<Executor>} that gives the process's loops in turn; gives {@link Rooms} and {@link RoomService}, and adds the latter to the
 * set of {@link LocalService}. Who installs it calls {@link RoomService#start()} after the migrations and before the first listener, and
 * {@link RoomService#close()} before the sessions end.
 */
public final class MucModule extends AbstractModule {
    private final List<MucConfig> configs;

    public MucModule(List<MucConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    @Override
    protected void configure() {
        bind(RoomStore.class).to(SqlRoomStore.class);
        bind(SqlRoomStore.class).in(Singleton.class);
        bind(Rooms.class).to(RoomService.class);
        Multibinder.newSetBinder(binder(), LocalService.class).addBinding().to(RoomService.class);
    }

    @Provides
    @Singleton
    RoomService service(
            RoomPolicy policy,
            RoomStore store,
            SessionRegistry sessions,
            StanzaSink sink,
            Supplier<Executor> executors,
            Clock clock) {
        return new RoomService(configs, policy, store, sessions, sink, executors, clock);
    }
}
