package io.stanzacast.server.control;

import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.RoomInfo;
import io.stanzacast.xmpp.muc.Rooms;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/** {@code room-show}: {@code room}. That it has a password is told, the password is not. */
final class ShowRoom implements Verb {
    /** @param channel whose room it is, or empty */
    record Told(
            String room,
            String title,
            String description,
            String channel,
            boolean persistent,
            boolean listed,
            boolean moderated,
            boolean membersOnly,
            boolean passwordProtected,
            int maxOccupants,
            int occupants,
            Map<String, String> affiliations) {}

    private final Rooms rooms;
    private final Channels channels;
    private final ControlSite site;

    @Inject
    ShowRoom(Rooms rooms, Channels channels, ControlSite site) {
        this.rooms = rooms;
        this.channels = channels;
        this.site = site;
    }

    @Override
    public String name() {
        return "room-show";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Jid room = Arguments.address(arguments.text("room"), site.channelRooms());
        RoomInfo info = Await.result(rooms.info(room))
                .orElseThrow(() -> new Refusal("room: " + room + " (expected: one that there is)"));
        RoomConfig config = info.config();
        Map<String, String> affiliations = new TreeMap<>();
        info.affiliations().forEach((user, affiliation) -> affiliations.put(user.toString(), affiliation.word()));
        return new Told(
                room.toString(),
                config.title(),
                config.description(),
                channels.findByRoom(room).map(Channel::name).orElse(""),
                config.persistent(),
                config.publicRoom(),
                config.moderated(),
                config.membersOnly(),
                config.password() != null,
                config.maxOccupants(),
                info.occupants(),
                affiliations);
    }
}
