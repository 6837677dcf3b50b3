package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Presence;
import java.util.List;

/**
 * The focus in the room where engines meet. When the focus itself drops out it believes what it knew, and compares once it is back. Owner:
 * the broadcast loop.
 */
final class Brewery implements Occupancy.Listener {
    private final EnginePool pool;
    private final Broadcasts broadcasts;
    private final Occupancy occupancy;

    Brewery(BroadcastConfig config, EnginePool pool, Broadcasts broadcasts, StanzaSink sink, BroadcastLoop loop) {
        this.pool = pool;
        this.broadcasts = broadcasts;
        this.occupancy = new Occupancy(
                config.focus(), config.breweryRoom().withResource(config.focusNickname()), sink, loop, List::of, this);
    }

    Jid room() {
        return occupancy.room();
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
    public void joined() {
        for (Jid engine : pool.all()) {
            if (occupancy.occupant(engine).isEmpty()) {
                unavailable(engine);
            }
        }
    }

    @Override
    public void available(Occupant occupant, Presence presence) {
        pool.presence(occupant, presence).ifPresent(status -> broadcasts.engineSays(occupant.address(), status));
    }

    @Override
    public void unavailable(Jid occupant) {
        if (pool.remove(occupant)) {
            broadcasts.engineGone(occupant);
        }
    }
}
