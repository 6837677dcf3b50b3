package io.stanzacast.policy.stream;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.stanzacast.media.live.PublishPolicy;

/** Wires the meeting of channels and live streams; needs {@link PublishConfig}, the registry of streams and HLS. */
public final class StreamModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(OneUseKeys.class).in(Singleton.class);
        bind(ChannelPublishPolicy.class).in(Singleton.class);
        bind(PublishPolicy.class).to(ChannelPublishPolicy.class);
        bind(ChannelWatchPolicy.class).in(Singleton.class);
        bind(ChannelEnding.class).in(Singleton.class);
        bind(HlsOnAir.class).in(Singleton.class);
        bind(Autostart.class).in(Singleton.class);
        bind(OpenPublishing.class).in(Singleton.class);
        bind(ChannelStates.class).in(Singleton.class);
    }
}
