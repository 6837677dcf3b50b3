package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What channels need of the rooms. From any thread; stages fail for rooms that no service of this site can have. */
public interface ChannelRooms {
    /**
     * Makes the channel's room if it is missing, its people what they are to be in it, and the room no more open than the channel; leaves
     * everything else as it is.
     */
    CompletionStage<Void> ensure(Channel channel);

    /** What {@link #ensure} would change, in words: what, and the value after. */
    CompletionStage<List<Map.Entry<String, String>>> missing(Channel channel);

    /** As {@link #ensure}, and takes back what {@code before} had and {@code after} has not. */
    CompletionStage<Void> change(Channel before, Channel after);

    /** Puts everybody out and forgets the room. Nothing happens if there is none. @param reason shown to them */
    CompletionStage<Void> destroy(Jid room, String reason);

    CompletionStage<Boolean> exists(Jid room);

    /** Whether {@code user} (bare) is an owner or admin of {@code room}, present in it or not. */
    CompletionStage<Boolean> isAdministrator(Jid room, Jid user);

    /** Makes a room that belongs to no channel if it is missing, and {@code owners} owners of it; leaves everything else as it is. */
    CompletionStage<Void> ensureRoom(Jid room, String title, List<Jid> owners);

    /** What {@link #ensureRoom} would change. */
    CompletionStage<List<Map.Entry<String, String>>> missingRoom(Jid room, List<Jid> owners);
}
