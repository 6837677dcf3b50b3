package io.stanzacast.server.control;

import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code broadcast-status}: {@code channel} (none: all). */
final class BroadcastStatus implements Verb {
    private final Channels all;
    private final ChannelReport channels;
    private final BroadcastReport report;

    @Inject
    BroadcastStatus(Channels all, ChannelReport channels, BroadcastReport report) {
        this.all = all;
        this.channels = channels;
        this.report = report;
    }

    @Override
    public String name() {
        return "broadcast-status";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Optional<String> name = arguments.find("channel");
        return name.isPresent()
                ? List.of(report.tell(channels.find(name.get())))
                : all.all().stream().map(report::tell).toList();
    }
}
