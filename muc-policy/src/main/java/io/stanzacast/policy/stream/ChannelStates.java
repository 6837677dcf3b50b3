package io.stanzacast.policy.stream;

import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Channels as viewers see them at this moment, for lists and pages. Safe for any thread; never blocks. */
public final class ChannelStates {
    private final Channels channels;
    private final Focus focus;
    private final HlsOutputs outputs;

    @Inject
    ChannelStates(Channels channels, Focus focus, HlsOutputs outputs) {
        this.channels = channels;
        this.focus = focus;
        this.outputs = outputs;
    }

    /** Those that are listed, by name. */
    public List<ChannelView> all() {
        return channels.all().stream()
                .filter(channel -> channel.access() == Access.PUBLIC)
                .map(this::view)
                .toList();
    }

    /** Listed or not: whoever asks knows the name. */
    public Optional<ChannelView> find(String name) {
        return channels.find(name).map(this::view);
    }

    private ChannelView view(Channel channel) {
        return new ChannelView(
                channel.name(), channel.title(), channel.language(), state(channel), channel.room(), channel.access());
    }

    private ChannelView.State state(Channel channel) {
        HlsState state = outputs.state(new StreamPath(channel.name()));
        if (state == HlsState.LIVE) {
            return ChannelView.State.LIVE;
        }
        return state == HlsState.STARTING || focus.isOnAir(channel)
                ? ChannelView.State.STARTING
                : ChannelView.State.OFFLINE;
    }
}
