package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.xml.Element;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Being in one room, and staying there (XEP-0045): joins, keeps who else is in, says the same extensions in every presence, and comes back
 * when removed, after 1 s at first and never later than after a minute. Owner: the broadcast loop; lives as long as its owner wants to be
 * in the room.
 */
final class Occupancy {
    private static final Logger LOG = LoggerFactory.getLogger(Occupancy.class);
    private static final String MUC_NS = "http://jabber.org/protocol/muc";
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Jid self;
    private final Jid address;
    private final StanzaSink sink;
    private final BroadcastLoop loop;
    private final Supplier<List<Element>> extensions;
    private final Listener listener;
    private final Map<Jid, Occupant> occupants = new HashMap<>();
    private boolean joined;
    private boolean left;
    private Duration wait = FIRST_WAIT;
    private BroadcastLoop.@Nullable Timeout rejoin;

    /** What the room does to the one who is in it. On the loop. */
    interface Listener {
        /** What the room demands of who enters, or null. */
        default @Nullable String password() {
            return null;
        }

        /** All who were in the room have been reported. */
        default void joined() {}

        /** Not in the room any more, or could not enter; another attempt follows. */
        default void lost() {}

        /** Somebody else came, or changed their presence. */
        default void available(Occupant occupant, Presence presence) {}

        /** Somebody else went. */
        default void unavailable(Jid occupant) {}
    }

    /**
     * @param self the full address that joins
     * @param address room@service/nickname
     * @param extensions asked anew for each presence
     */
    Occupancy(
            Jid self,
            Jid address,
            StanzaSink sink,
            BroadcastLoop loop,
            Supplier<List<Element>> extensions,
            Listener listener) {
        this.self = self;
        this.address = address;
        this.sink = sink;
        this.loop = loop;
        this.extensions = extensions;
        this.listener = listener;
    }

    Jid room() {
        return address.bare();
    }

    boolean isJoined() {
        return joined;
    }

    /** Somebody else in the room whose presence is shown. */
    Optional<Occupant> occupant(Jid occupantJid) {
        return Optional.ofNullable(occupants.get(occupantJid));
    }

    /** Enters; what the room says then comes by {@link #received}. */
    void join() {
        rejoin = null;
        if (left) {
            return;
        }
        occupants.clear();
        Element.Builder join = Element.builder("x", MUC_NS)
                .child(Element.builder("history", MUC_NS)
                        .attribute("maxchars", "0")
                        .build());
        String password = listener.password();
        if (password != null) {
            join.childText("password", password);
        }
        send(presence().child(join.build()).build(), Presence.Type.AVAILABLE);
    }

    /** Says the extensions anew. Does nothing while not in the room: joining says them. */
    void refresh() {
        if (joined) {
            send(presence().build(), Presence.Type.AVAILABLE);
        }
    }

    /** Leaves for good. */
    void leave() {
        left = true;
        if (rejoin != null) {
            rejoin.cancel();
        }
        if (joined) {
            joined = false;
            send(
                    Element.builder("presence", Stanza.NS)
                            .attribute("type", "unavailable")
                            .attribute("from", self.toString())
                            .attribute("to", address.toString())
                            .build(),
                    Presence.Type.UNAVAILABLE);
        }
    }

    /** A presence from the room. */
    void received(Presence presence) {
        Jid from = presence.from().orElse(room());
        boolean own = from.equals(address) || Occupant.isSelf(presence);
        if (presence.isError()) {
            if (own || from.isBare()) {
                lost(presence);
            }
        } else if (own && presence.type() == Presence.Type.UNAVAILABLE) {
            lost(presence);
        } else if (own) {
            entered();
        } else if (presence.type() == Presence.Type.AVAILABLE) {
            Occupant.of(presence).ifPresent(occupant -> {
                occupants.put(from, occupant);
                listener.available(occupant, presence);
            });
        } else if (presence.type() == Presence.Type.UNAVAILABLE && occupants.remove(from) != null) {
            listener.unavailable(from);
        }
    }

    private void entered() {
        if (!joined && !left) {
            joined = true;
            wait = FIRST_WAIT;
            LOG.debug("[room {}] {} is in", room(), self);
            listener.joined();
        }
    }

    private void lost(Presence presence) {
        if (left || rejoin != null) {
            return;
        }
        joined = false;
        LOG.warn(
                "[room {}] {} is not in the room ({}), next attempt in {} s",
                room(),
                self,
                StanzaError.conditionOf(presence)
                        .map(StanzaError.Condition::word)
                        .orElse("removed"),
                wait.toSeconds());
        rejoin = loop.after(wait, this::join);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        listener.lost();
    }

    private Element.Builder presence() {
        return Element.builder("presence", Stanza.NS)
                .attribute("from", self.toString())
                .attribute("to", address.toString())
                .children(extensions.get());
    }

    private void send(Element element, Presence.Type type) {
        sink.route(new Presence(element, address, self, type));
    }
}
