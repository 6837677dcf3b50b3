package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Command;
import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.broadcast.jibri.Report;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.ChannelRooms;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Broadcast control: the component that sits as occupant {@code focus} in every channel's room and in the brewery room, takes Jibri
 * requests from people and reports from engines, and shows the state in its presence. Owner: the broadcast loop; public methods may be
 * called from any thread. Lives as long as the server.
 */
public final class Focus implements LocalService {
    private static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";

    private final BroadcastConfig config;
    private final Channels channels;
    private final ChannelRooms channelRooms;
    private final StanzaSink sink;
    private final BroadcastLoop loop;
    private final Inbox inbox;
    private final OpenRequests requests;
    private final Broadcasts broadcasts;
    private final FocusCommands commands;
    private final Brewery brewery;
    private final Map<Jid, FocusRoom> rooms = new HashMap<>();
    private boolean closed;

    @Inject
    Focus(
            BroadcastConfig config,
            Channels channels,
            ChannelRooms channelRooms,
            OnAir onAir,
            OnAirStore store,
            StanzaSink sink,
            BroadcastLoop loop) {
        this.config = config;
        this.channels = channels;
        this.channelRooms = channelRooms;
        this.sink = sink;
        this.loop = loop;
        this.inbox = new Inbox(loop, sink, this::take);
        this.requests = new OpenRequests(config.focus(), sink, loop);
        EnginePool pool = new EnginePool(config, loop);
        this.broadcasts = new Broadcasts(config, channels, pool, requests, store, loop, this::shown);
        this.commands = new FocusCommands(channels, broadcasts, onAir, loop, sink);
        this.brewery = new Brewery(config, pool, broadcasts, sink, loop);
    }

    @Override
    public Set<String> domains() {
        return Set.of(config.domain());
    }

    @Override
    public void receive(Stanza stanza) {
        inbox.offer(stanza);
    }

    /** Enters the brewery room, which must exist, and puts on air again what was before. */
    public void start() {
        loop.execute(() -> {
            brewery.join();
            broadcasts.restore();
        });
    }

    /** Enters the room of a channel, which must exist, or takes note of how the channel is now. */
    public void enter(Channel channel) {
        loop.execute(() -> {
            FocusRoom entered = rooms.get(channel.room());
            if (entered != null) {
                entered.channel(channel);
            } else if (!closed) {
                FocusRoom room = new FocusRoom(channel, channelRooms, config, sink, loop);
                rooms.put(channel.room(), room);
                broadcasts.find(channel, Mode.STREAM).ifPresent(room::show);
                room.join();
            }
        });
    }

    /** Ends a channel's broadcasts and leaves its room for good. The stage completes when that is done. */
    public CompletionStage<Void> leave(Channel channel) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            for (Mode mode : Mode.values()) {
                broadcasts.find(channel, mode).ifPresent(session -> session.stop(null, false));
            }
            FocusRoom room = rooms.remove(channel.room());
            if (room != null) {
                room.leave();
            }
            done.complete(null);
        });
        return done;
    }

    /** Puts a channel on air in the server's own name, waiting for an engine if none is there. Does nothing if it is already. */
    public void putOnAir(Channel channel) {
        loop.execute(() -> {
            if (broadcasts.find(channel, Mode.STREAM).isEmpty()) {
                broadcasts.start(Order.own(channel, Mode.STREAM));
            }
        });
    }

    /** Whether a channel's broadcast is pending or on. */
    public boolean isOnAir(Channel channel) {
        return broadcasts.isActive(channel.name());
    }

    /** Ends a channel's broadcast in the server's own name. Does nothing if there is none. */
    public void takeOffAir(Channel channel) {
        loop.execute(() -> broadcasts.find(channel, Mode.STREAM).ifPresent(session -> session.stop(null, false)));
    }

    /** Leaves all rooms; what is on air is on air again after the next start. */
    public void close() {
        loop.execute(() -> {
            closed = true;
            brewery.leave();
            rooms.values().forEach(FocusRoom::leave);
            rooms.clear();
        });
    }

    private void shown(Session session) {
        FocusRoom room = rooms.get(session.order().channel().room());
        if (commands.settled(session) && room != null) {
            room.show(session);
        }
    }

    private void take(Stanza stanza) {
        Jid from = stanza.from().orElse(null);
        if (from == null || closed) {
            return; // engines that leave while the server stops must not end what is to come back
        }
        if (stanza instanceof Presence presence) {
            takePresence(presence, from.bare());
        } else if (stanza instanceof Iq iq && !iq.isRequest()) {
            requests.answered(iq);
        } else if (stanza instanceof Iq iq) {
            try {
                takeRequest(iq, from);
            } catch (StanzaException e) {
                refuse(iq, e.error());
            }
        }
    }

    private void takePresence(Presence presence, Jid room) {
        if (room.equals(brewery.room())) {
            brewery.received(presence);
        } else if (rooms.containsKey(room)) {
            rooms.get(room).received(presence);
        }
    }

    private void takeRequest(Iq iq, Jid from) throws StanzaException {
        Element payload = iq.payload().orElse(null);
        if (payload != null && payload.is("query", DISCO_INFO) && iq.type() == Iq.Type.GET) {
            sink.route(iq.result(info()));
        } else if (payload == null || !payload.is("jibri", Command.NS)) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, null);
        } else if (iq.type() != Iq.Type.SET) {
            throw new StanzaException(Condition.BAD_REQUEST, "type: get (expected: set)");
        } else if (from.bare().equals(brewery.room())) {
            takeReport(iq, from);
        } else {
            takeCommand(iq, from, Command.of(iq));
        }
    }

    private void takeReport(Iq iq, Jid engine) throws StanzaException {
        Report report = Report.of(iq)
                .orElseThrow(() ->
                        new StanzaException(Condition.BAD_REQUEST, "status is missing (expected: on, off or pending)"));
        if (!broadcasts.reported(engine, report)) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no session is yours");
        }
        sink.route(iq.result(null));
    }

    /** In a room the sender's address is the room's; anywhere else the command must name the room. */
    private void takeCommand(Iq iq, Jid from, Command command) throws StanzaException {
        FocusRoom inside = rooms.get(from.bare());
        Jid address = inside != null ? from.bare() : command.room();
        if (address == null) {
            throw new StanzaException(Condition.BAD_REQUEST, "room is missing (expected: the channel's room)");
        }
        Optional<Channel> channel = channels.findByRoom(address);
        if (channel.isEmpty()) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "no channel has that room");
        }
        if (inside != null) {
            executeIf(inside.mayCommand(from), iq, command, channel.get(), from);
        } else if (channel.get().isOwner(from)) {
            executeIf(true, iq, command, channel.get(), null);
        } else {
            channelRooms
                    .isAdministrator(address, from.bare())
                    .whenComplete((is, failure) -> loop.execute(() -> {
                        try {
                            executeIf(failure == null && is, iq, command, channel.get(), null);
                        } catch (StanzaException e) {
                            refuse(iq, e.error());
                        }
                    }));
        }
    }

    private void executeIf(boolean may, Iq iq, Command command, Channel channel, @Nullable Jid by)
            throws StanzaException {
        if (!may) {
            throw new StanzaException(Condition.FORBIDDEN, "only the room's owners and admins command its broadcast");
        }
        commands.execute(iq, command, channel, by);
    }

    private void refuse(Iq iq, StanzaError error) {
        sink.route(iq.errorReply(error));
    }

    private static Element info() {
        return Element.of(
                "query",
                DISCO_INFO,
                Element.builder("identity", DISCO_INFO)
                        .attribute("category", "component")
                        .attribute("type", "generic")
                        .attribute("name", "Broadcast control")
                        .build(),
                Element.builder("feature", DISCO_INFO)
                        .attribute("var", DISCO_INFO)
                        .build(),
                Element.builder("feature", DISCO_INFO)
                        .attribute("var", Command.NS)
                        .build());
    }
}
