package io.stanzacast.policy;

import io.stanzacast.policy.broadcast.BroadcastConfig;
import io.stanzacast.policy.stream.PublishConfig;
import io.stanzacast.xmpp.address.Jid;
import java.util.Set;

/**
 * A site's choices.
 *
 * @param channelRooms domain of the MUC service that holds the channels' rooms, such as {@code rooms.example.org}
 */
public record PolicyConfig(String channelRooms, BroadcastConfig broadcast, PublishConfig publish) {
    public PolicyConfig {
        Jid domain = Jid.parse(channelRooms);
        if (!domain.isDomain()) {
            throw new IllegalArgumentException("channel-rooms: " + channelRooms + " (expected: a domain)");
        }
        channelRooms = domain.domainpart();
    }

    /** What a site of that domain gets by default. */
    public static PolicyConfig of(String site) {
        return new PolicyConfig("rooms." + site, BroadcastConfig.of(site), PublishConfig.defaults());
    }

    /** The MUC services on which only the server makes rooms. */
    Set<String> closedServices() {
        String brewery = broadcast.breweryRoom().domainpart();
        return brewery.equals(channelRooms) ? Set.of(brewery) : Set.of(brewery, channelRooms);
    }
}
