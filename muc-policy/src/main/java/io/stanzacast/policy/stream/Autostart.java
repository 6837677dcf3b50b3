package io.stanzacast.policy.stream;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamListener;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.policy.broadcast.BroadcastLoop;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Channels that start by themselves: on air when published, off air when nobody published for a while. Owner: the broadcast loop; the
 * listener's methods are called on publishers' loops.
 */
public final class Autostart implements StreamListener {
    private final Channels channels;
    private final StreamRegistry registry;
    private final Focus focus;
    private final BroadcastLoop loop;
    private final PublishConfig config;
    private final Map<String, BroadcastLoop.Timeout> ending = new HashMap<>();

    @Inject
    Autostart(Channels channels, StreamRegistry registry, Focus focus, BroadcastLoop loop, PublishConfig config) {
        this.channels = channels;
        this.registry = registry;
        this.focus = focus;
        this.loop = loop;
        this.config = config;
    }

    @Override
    public void published(LiveStream stream) {
        channel(stream)
                .ifPresent(channel -> loop.execute(() -> {
                    BroadcastLoop.Timeout end = ending.remove(channel.name());
                    if (end != null) {
                        end.cancel();
                    }
                    focus.putOnAir(channel);
                }));
    }

    @Override
    public void unpublished(LiveStream stream) {
        channel(stream)
                .ifPresent(channel -> loop.execute(() -> {
                    BroadcastLoop.Timeout before =
                            ending.put(channel.name(), loop.after(config.autostartLinger(), () -> end(channel)));
                    if (before != null) {
                        before.cancel();
                    }
                }));
    }

    private void end(Channel channel) {
        ending.remove(channel.name());
        if (registry.find(new StreamPath(channel.name())).isEmpty()) {
            focus.takeOffAir(channel);
        }
    }

    private Optional<Channel> channel(LiveStream stream) {
        return channels.find(stream.path().value()).filter(Channel::autostart);
    }
}
