package io.stanzacast.policy;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.stanzacast.media.live.WatchPolicy;
import io.stanzacast.policy.broadcast.BroadcastConfig;
import io.stanzacast.policy.broadcast.BroadcastModule;
import io.stanzacast.policy.broadcast.EmbeddedEngine;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.broadcast.OnAir;
import io.stanzacast.policy.channel.ChannelModule;
import io.stanzacast.policy.channel.ChannelRooms;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.channel.SiteAccounts;
import io.stanzacast.policy.room.ChannelRoomPolicy;
import io.stanzacast.policy.room.MucChannelRooms;
import io.stanzacast.policy.rule.ChannelRights;
import io.stanzacast.policy.rule.EnginesOnly;
import io.stanzacast.policy.rule.ReservedNickname;
import io.stanzacast.policy.rule.RoomCreation;
import io.stanzacast.policy.rule.Rule;
import io.stanzacast.policy.stream.ChannelWatchPolicy;
import io.stanzacast.policy.stream.HlsOnAir;
import io.stanzacast.policy.stream.PublishConfig;
import io.stanzacast.policy.stream.StreamModule;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.RoomPolicy;
import io.stanzacast.xmpp.muc.Rooms;
import io.stanzacast.xmpp.routing.LocalService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Wires a site's choices. Needs {@code Database}, {@code Clock}, {@code Rooms}, {@code StanzaSink}, {@code AccountStore}, {@code
 * SessionRegistry}, {@code RouteTable}, {@code StreamRegistry} and {@code HlsOutputs} from others; gives {@code PublishPolicy}, {@code
 * WatchPolicy} and {@code RoomPolicy}, and adds to the set of {@link LocalService}.
 */
public final class PolicyModule extends AbstractModule {
    private final PolicyConfig config;

    public PolicyModule(PolicyConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(PolicyConfig.class).toInstance(config);
        bind(BroadcastConfig.class).toInstance(config.broadcast());
        bind(PublishConfig.class).toInstance(config.publish());
        install(new ChannelModule());
        install(new BroadcastModule());
        install(new StreamModule());
        bind(ChannelRooms.class).to(MucChannelRooms.class);
        bind(SiteAccounts.class).to(StoredAccounts.class);
        bind(StoredAccounts.class).in(Singleton.class);
        OptionalBinder.newOptionalBinder(binder(), WatchPolicy.class)
                .setBinding()
                .to(ChannelWatchPolicy.class);
        bind(OnAir.class).to(HlsOnAir.class);
        bind(RoomPolicy.class).to(ChannelRoomPolicy.class);
        bind(ChannelRoomPolicy.class).in(Singleton.class);
        bind(PolicyLifecycle.class).in(Singleton.class);
        Multibinder<LocalService> services = Multibinder.newSetBinder(binder(), LocalService.class);
        services.addBinding().to(Focus.class);
        services.addBinding().to(EmbeddedEngine.class);
    }

    /** The table of contents of rules; the first denial wins. */
    @Provides
    List<Rule> rules(Provider<Channels> channels) {
        Set<String> engines = new HashSet<>(config.broadcast().trustedEngineDomains());
        engines.add(config.broadcast().domain());
        Jid focus = config.broadcast().focus().bare();
        return List.of(
                new RoomCreation(config.closedServices()),
                new EnginesOnly(config.broadcast().breweryRoom(), engines),
                new ReservedNickname(config.broadcast().focusNickname(), focus, config.closedServices()),
                new ChannelRights(room -> channels.get().findByRoom(room)));
    }

    @Provides
    @Singleton
    MucChannelRooms rooms(Rooms rooms) {
        return new MucChannelRooms(rooms, config.broadcast().focus().bare());
    }
}
