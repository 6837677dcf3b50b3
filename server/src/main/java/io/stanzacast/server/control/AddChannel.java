package io.stanzacast.server.control;

import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.channel.StreamKey;
import io.stanzacast.xmpp.address.Jid;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code channel-add}: {@code name}, {@code title} (none: the name), {@code language} (none: en), {@code owners}, {@code room} (none: the
 * name at the channels' rooms), {@code autostart}. The answer has the stream key, which is told nowhere else.
 */
final class AddChannel implements Verb {
    /** What the owner needs. */
    record Made(String name, String room, String server, String streamKey) {}

    private final Channels channels;
    private final ControlSite site;

    @Inject
    AddChannel(Channels channels, ControlSite site) {
        this.channels = channels;
        this.site = site;
    }

    @Override
    public String name() {
        return "channel-add";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        String name = arguments.text("name");
        if (!Channel.isName(name)) {
            throw new Refusal(
                    "channel name: " + name + " (expected: 1 to 64 of a-z 0-9 _ -, beginning with a letter or digit)");
        }
        List<Jid> owners = arguments.texts("owners").stream()
                .map(owner -> Arguments.address(owner, site.domain()))
                .toList();
        Channel channel = new Channel(
                name,
                arguments.find("title").orElse(name),
                arguments.find("language").orElse("en"),
                owners,
                Arguments.address(arguments.find("room").orElse(name), site.channelRooms()),
                arguments.flag("autostart"),
                Access.PUBLIC);
        if (!channel.room().domainpart().equals(site.channelRooms())) {
            throw new Refusal("room: " + channel.room() + " (expected: at " + site.channelRooms() + ")");
        }
        StreamKey key = Await.result(channels.create(channel));
        return new Made(name, channel.room().toString(), site.streamServer(), key.value());
    }
}
