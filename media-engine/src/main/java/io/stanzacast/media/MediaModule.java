package io.stanzacast.media;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.stanzacast.media.hls.HlsConfig;
import io.stanzacast.media.hls.HlsHandler;
import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.live.WatchPolicy;
import io.stanzacast.media.rtmp.RtmpConfig;
import io.stanzacast.media.rtmp.RtmpServer;

/**
 * Wires media: RTMP in, live streams, HLS out. Who installs it binds a {@code PublishPolicy}, a {@code Clock}, Netty's
 * {@code EventLoopGroup} and a {@code Supplier<ServerBootstrap>}; may set the optional {@code WatchPolicy}; calls {@link HlsOutputs#open} before {@link RtmpServer#start}, and the
 * {@code close} of both in reverse; and gives {@link HlsHandler} all requests below {@code /hls/}.
 */
public final class MediaModule extends AbstractModule {
    private final MediaConfig config;

    public MediaModule(MediaConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(RtmpConfig.class).toInstance(config.rtmp());
        bind(HlsConfig.class).toInstance(config.hls());
        bind(StreamRegistry.class).toInstance(new StreamRegistry());
        bind(RtmpServer.class).in(Singleton.class);
        bind(HlsOutputs.class).in(Singleton.class);
        OptionalBinder.newOptionalBinder(binder(), WatchPolicy.class)
                .setDefault()
                .toInstance(WatchPolicy.everybody());
        bind(HlsHandler.class).in(Singleton.class);
    }
}
