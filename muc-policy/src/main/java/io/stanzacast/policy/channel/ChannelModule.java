package io.stanzacast.policy.channel;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Wires channels; needs {@link ChannelRooms}, the database and a clock. */
public final class ChannelModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(KeyRing.class).in(Singleton.class);
        bind(KeyStore.class).in(Singleton.class);
        bind(ChannelStore.class).in(Singleton.class);
        bind(Channels.class).in(Singleton.class);
        bind(ChannelKeys.class).in(Singleton.class);
    }
}
