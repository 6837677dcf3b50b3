package io.stanzacast.server.control;

import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Channel;
import jakarta.inject.Inject;

/** {@code broadcast-start}: {@code channel}. */
final class StartBroadcast implements Verb {
    private final Focus focus;
    private final ChannelReport channels;
    private final BroadcastReport report;

    @Inject
    StartBroadcast(Focus focus, ChannelReport channels, BroadcastReport report) {
        this.focus = focus;
        this.channels = channels;
        this.report = report;
    }

    @Override
    public String name() {
        return "broadcast-start";
    }

    @Override
    public boolean needsServer() {
        return true;
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Channel channel = channels.find(arguments.text("channel"));
        if (focus.isOnAir(channel)) {
            throw new Refusal("channel: " + channel.name() + " is on air already (expected: off air)");
        }
        focus.putOnAir(channel);
        return report.settled(channel, true);
    }
}
