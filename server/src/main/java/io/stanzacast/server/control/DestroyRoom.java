package io.stanzacast.server.control;

import io.stanzacast.policy.PolicyConfig;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Rooms;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code room-destroy}: {@code room}, {@code reason} (XEP-0045 §10.9). The rooms that the site itself needs stay. */
final class DestroyRoom implements Verb {
    private final Rooms rooms;
    private final Channels channels;
    private final PolicyConfig policy;

    @Inject
    DestroyRoom(Rooms rooms, Channels channels, PolicyConfig policy) {
        this.rooms = rooms;
        this.channels = channels;
        this.policy = policy;
    }

    @Override
    public String name() {
        return "room-destroy";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Jid room = Arguments.address(arguments.text("room"), policy.channelRooms());
        Optional<Channel> channel = channels.findByRoom(room);
        if (channel.isPresent()) {
            throw new Refusal("room: " + room + " is the room of channel "
                    + channel.get().name() + " (expected: one of no channel)");
        }
        if (room.equals(policy.broadcast().breweryRoom())) {
            throw new Refusal("room: " + room + " is where engines meet (expected: another)");
        }
        if (Await.result(rooms.find(room)).isEmpty()) {
            throw new Refusal("room: " + room + " (expected: one that there is)");
        }
        Await.result(rooms.destroy(room, arguments.find("reason").orElse(null)));
        return Map.of("room", room.toString());
    }
}
