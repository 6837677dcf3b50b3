package io.stanzacast.policy.room;

import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.ChannelRooms;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.Role;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.Rooms;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Makes and asks rooms of the MUC services. Safe for any thread. */
public final class MucChannelRooms implements ChannelRooms {
    private final Rooms rooms;
    private final Jid focus;

    /** @param focus bare address that gets the rights of an admin in every channel's room */
    public MucChannelRooms(Rooms rooms, Jid focus) {
        this.rooms = rooms;
        this.focus = focus;
    }

    @Override
    public CompletionStage<Void> ensure(Channel channel) {
        Map<Jid, Affiliation> affiliations = new HashMap<>();
        affiliations.put(focus, Affiliation.ADMIN);
        channel.owners().forEach(owner -> affiliations.put(owner, Affiliation.OWNER));
        return rooms.find(channel.room())
                .thenCompose(existing ->
                        rooms.ensure(channel.room(), existing.orElseGet(() -> newRoom(channel)), affiliations));
    }

    /** Makes the room where engines meet: not listed, real addresses for the focus alone. */
    public CompletionStage<Void> ensureBrewery(Jid brewery) {
        RoomConfig config = RoomConfig.builder()
                .title("Engines")
                .persistent(true)
                .publicRoom(false)
                .allowInvites(false)
                .historySize(0)
                .build();
        return rooms.ensure(brewery, config, Map.of(focus, Affiliation.OWNER));
    }

    @Override
    public CompletionStage<Boolean> isAdministrator(Jid room, Jid user) {
        return rooms.affiliation(room, user).thenApply(affiliation -> affiliation.isAtLeast(Affiliation.ADMIN));
    }

    /** Anonymous viewers come as visitors with a voice whose presence is not broadcast: a join then costs the room nothing. */
    private static RoomConfig newRoom(Channel channel) {
        return RoomConfig.builder()
                .title(channel.title())
                .language(channel.language())
                .persistent(true)
                .presenceBroadcast(EnumSet.of(Role.MODERATOR, Role.PARTICIPANT))
                .anonymousRole(Role.VISITOR)
                .visitorsMaySpeak(true)
                .build();
    }
}
