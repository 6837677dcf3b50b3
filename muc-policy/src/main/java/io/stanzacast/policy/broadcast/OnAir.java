package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.channel.Channel;
import java.util.function.Consumer;

/** What the embedded engine does to a channel's stream. From any thread; never blocks. */
public interface OnAir {
    /**
     * Whatever is published for the channel, now or later, is shown to viewers.
     *
     * @throws IllegalStateException if as much is on air as may be
     */
    void start(Channel channel);

    /** Viewers see the broadcast's end; with {@code now} all of it is taken away at once. */
    void stop(Channel channel, boolean now);

    /** Whether viewers see a picture. */
    boolean isLive(Channel channel);

    /** Calls {@code listener}, on any thread, with the name of a channel whose {@link #isLive} may have changed. Before the first start. */
    void onChange(Consumer<String> listener);
}
