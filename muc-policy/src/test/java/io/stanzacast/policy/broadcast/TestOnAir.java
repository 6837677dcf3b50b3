package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.channel.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes down what the engine does; a test decides when viewers see a picture. */
final class TestOnAir implements OnAir {
    private final List<String> done = new ArrayList<>();
    private final Set<String> live = new HashSet<>();
    private Consumer<String> listener = channel -> {};
    private boolean full;

    @Override
    public void start(Channel channel) {
        if (full) {
            throw new IllegalStateException("on air: 1 (expected: below 1)");
        }
        done.add("start " + channel.name());
    }

    @Override
    public void stop(Channel channel, boolean now) {
        done.add("stop " + channel.name() + (now ? " now" : ""));
        live.remove(channel.name());
    }

    @Override
    public boolean isLive(Channel channel) {
        return live.contains(channel.name());
    }

    @Override
    public void onChange(Consumer<String> newListener) {
        listener = newListener;
    }

    void picture(String channel) {
        live.add(channel);
        listener.accept(channel);
    }

    void full() {
        full = true;
    }

    List<String> done() {
        return List.copyOf(done);
    }
}
