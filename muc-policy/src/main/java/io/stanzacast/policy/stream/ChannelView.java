package io.stanzacast.policy.stream;

import io.stanzacast.policy.channel.Access;
import io.stanzacast.xmpp.address.Jid;

/** What everybody may know of a channel now. */
public record ChannelView(String name, String title, String language, State state, Jid room, Access access) {
    /** What a viewer finds. */
    public enum State {
        OFFLINE,
        /** On air, but there is no picture yet, or none at the moment. */
        STARTING,
        LIVE
    }
}
