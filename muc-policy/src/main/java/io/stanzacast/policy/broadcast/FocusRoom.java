package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.broadcast.jibri.RecordingStatus;
import io.stanzacast.policy.broadcast.jibri.Status;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.ChannelRooms;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The focus in one channel's room: shows the broadcast's state in every presence and knows who is an administrator. Whenever it finds
 * itself outside it has the room made again as the channel needs it, for an owner may have destroyed it. Owner: the broadcast loop.
 */
final class FocusRoom implements Occupancy.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FocusRoom.class);

    private Channel channel;
    private final ChannelRooms rooms;
    private final Occupancy occupancy;
    private RecordingStatus status = RecordingStatus.off(Mode.STREAM);

    FocusRoom(Channel channel, ChannelRooms rooms, BroadcastConfig config, StanzaSink sink, BroadcastLoop loop) {
        this.channel = channel;
        this.rooms = rooms;
        this.occupancy = new Occupancy(
                config.focus(),
                channel.room().withResource(config.focusNickname()),
                sink,
                loop,
                () -> List.of(status.toElement()),
                this);
    }

    /** How the channel is from now on; its room is the same. */
    void channel(Channel changed) {
        channel = changed;
    }

    @Override
    public @Nullable String password() {
        return channel.password();
    }

    void join() {
        occupancy.join();
    }

    void leave() {
        occupancy.leave();
    }

    void received(Presence presence) {
        occupancy.received(presence);
    }

    @Override
    public void lost() {
        rooms.ensure(channel).exceptionally(failure -> {
            LOG.warn("[channel {}] its room cannot be made again", channel.name(), failure);
            return null;
        });
    }

    /** Whether this occupant may command the broadcast: owner or admin of the room, or named by the channel. */
    boolean mayCommand(Jid occupantJid) {
        return occupancy
                .occupant(occupantJid)
                .filter(occupant ->
                        occupant.administrator() || (occupant.realJid() != null && channel.isOwner(occupant.realJid())))
                .isPresent();
    }

    /** Shows how the session stands, now and in every later presence, until the next. */
    void show(Session session) {
        Jid initiator = session.status() == Status.OFF
                ? session.stopper().orElse(null)
                : session.order().starter();
        RecordingStatus next = new RecordingStatus(
                session.status(),
                session.id(),
                session.order().mode(),
                session.failure().orElse(null),
                initiator);
        if (!next.equals(status)) {
            status = next;
            occupancy.refresh();
        }
    }
}
