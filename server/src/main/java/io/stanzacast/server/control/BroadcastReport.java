package io.stanzacast.server.control;

import io.stanzacast.policy.broadcast.BroadcastLoop;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Channel;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How broadcasts stand, and when a command to the focus has come through. Safe for any thread. */
final class BroadcastReport {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration MOST = Duration.ofSeconds(5);

    /**
     * @param onAir whether the broadcast is pending or on
     * @param state what viewers find: offline, starting, live
     */
    record Told(String channel, boolean onAir, String state) {}

    private final Focus focus;
    private final BroadcastLoop loop;
    private final ChannelReport channels;

    @Inject
    BroadcastReport(Focus focus, BroadcastLoop loop, ChannelReport channels) {
        this.focus = focus;
        this.loop = loop;
        this.channels = channels;
    }

    Told tell(Channel channel) {
        return new Told(
                channel.name(), focus.isOnAir(channel), channels.tell(channel).state());
    }

    /** Waits until viewers find the channel on air, or off air, but not for long: engines take their time. */
    Told settled(Channel channel, boolean onAir) throws Refusal {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> look(channel, onAir, loop.now().plus(MOST), done));
        Await.result(done);
        return tell(channel);
    }

    private void look(Channel channel, boolean onAir, Duration end, CompletableFuture<Void> done) {
        boolean seen = focus.isOnAir(channel) || !tell(channel).state().equals("offline");
        if (seen == onAir || loop.now().compareTo(end) > 0) {
            done.complete(null);
        } else {
            loop.after(STEP, () -> look(channel, onAir, end, done));
        }
    }
}
