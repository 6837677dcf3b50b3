package io.stanzacast.policy.stream;

import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.policy.broadcast.OnAir;
import io.stanzacast.policy.channel.Channel;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/** On air means: the channel's stream is served as HLS under the channel's name. Safe for any thread. */
public final class HlsOnAir implements OnAir {
    private final HlsOutputs outputs;

    @Inject
    HlsOnAir(HlsOutputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public void start(Channel channel) {
        outputs.start(new StreamPath(channel.name()));
    }

    @Override
    public void stop(Channel channel, boolean now) {
        outputs.stop(new StreamPath(channel.name()), now);
    }

    @Override
    public boolean isLive(Channel channel) {
        return outputs.state(new StreamPath(channel.name())) == HlsState.LIVE;
    }

    @Override
    public void onChange(Consumer<String> listener) {
        outputs.addListener((path, state) -> listener.accept(path.value()));
    }
}
