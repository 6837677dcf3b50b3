package io.stanzacast.policy.stream;

import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.WatchPolicy;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;

/**
 * Everybody may watch channels that are open. Those for members or with a password show nobody anything: a request for HLS does not say who
 * asks. Safe for any thread.
 */
public final class ChannelWatchPolicy implements WatchPolicy {
    private final Channels channels;

    @Inject
    ChannelWatchPolicy(Channels channels) {
        this.channels = channels;
    }

    /** A channel's renditions are below its name. */
    @Override
    public boolean mayWatch(StreamPath path) {
        int slash = path.value().indexOf('/');
        String name = slash < 0 ? path.value() : path.value().substring(0, slash);
        return channels.find(name)
                .map(Channel::access)
                .map(access -> access.isOpen())
                .orElse(true);
    }
}
