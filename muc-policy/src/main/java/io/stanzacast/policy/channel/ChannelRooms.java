package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.concurrent.CompletionStage;

/** What channels need of the rooms. From any thread. */
public interface ChannelRooms {
    /** Makes the channel's room if it is missing, and its owners owners of it; leaves everything else as it is. */
    CompletionStage<Void> ensure(Channel channel);

    /** Whether {@code user} (bare) is an owner or admin of {@code room}, present in it or not. */
    CompletionStage<Boolean> isAdministrator(Jid room, Jid user);
}
