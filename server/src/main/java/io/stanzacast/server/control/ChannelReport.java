package io.stanzacast.server.control;

import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.stream.ChannelStates;
import io.stanzacast.policy.stream.ChannelView;
import io.stanzacast.xmpp.address.Jid;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** How channels are told in answers. Safe for any thread. */
final class ChannelReport {
    /** @param state what viewers find: offline, starting, live */
    record Told(
            String name,
            String title,
            String language,
            List<String> owners,
            String room,
            String access,
            boolean autostart,
            String state) {}

    private final Channels channels;
    private final ChannelStates states;

    @Inject
    ChannelReport(Channels channels, ChannelStates states) {
        this.channels = channels;
        this.states = states;
    }

    Channel find(String name) throws Refusal {
        return channels.find(name)
                .orElseThrow(() -> new Refusal("channel: " + name + " (expected: one that there is)"));
    }

    List<Told> all() {
        return channels.all().stream().map(this::tell).toList();
    }

    Told tell(Channel channel) {
        return new Told(
                channel.name(),
                channel.title(),
                channel.language(),
                channel.owners().stream().map(Jid::toString).toList(),
                channel.room().toString(),
                word(channel.access()),
                channel.autostart(),
                states.find(channel.name())
                        .map(ChannelView::state)
                        .map(ChannelReport::word)
                        .orElse("offline"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
