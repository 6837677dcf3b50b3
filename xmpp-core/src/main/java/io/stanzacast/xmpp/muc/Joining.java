package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Entering a room (XEP-0045 §7.2). Owner: the room's. */
final class Joining {
    private static final int MOST_NICKNAME_CHARACTERS = 80;
    private static final int MOST_RESOURCES = 16;
    /** How many owners and admins find a place in a full room (§7.2.9). */
    private static final int SPARE_PLACES = 20;

    private final Room room;
    private final RoomPresence presences;

    Joining(Room room, RoomPresence presences) {
        this.room = room;
        this.presences = presences;
    }

    /**
     * Lets somebody in who is not inside.
     *
     * @param presence to the occupant JID wished for
     * @param join the {@code <x/>} of the presence
     */
    void enter(Presence presence, Element join) throws StanzaException {
        Jid from = presence.from().orElseThrow();
        String nickname = nickname(presence);
        Affiliation affiliation = room.affiliation(from.bare());
        if (room.isLocked() && affiliation != Affiliation.OWNER) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "the room is not configured yet"); // §7.2.10
        }
        mayEnter(affiliation, join);
        checkNickname(nickname);
        Occupant present = room.occupant(nickname);
        if (present != null && !present.user().equals(from.bare())) {
            throw new StanzaException(Condition.CONFLICT, "the nickname is taken"); // §7.2.8
        }
        checkPlaces(affiliation, present);
        ClientSession client = room.services().sessions().find(from).orElse(null);
        boolean anonymous = client != null && client.isAnonymous();
        demand(room.services().policy().mayJoin(request(from, nickname, affiliation, anonymous)));
        Occupant occupant = present != null ? present : newOccupant(presence, affiliation, anonymous);
        OccupantSession session = new OccupantSession(from, client, occupant, presence);
        room.enter(session);
        welcome(session, presence, join);
        presences.announce(occupant);
    }

    /** The first of a room that did not exist: its owner, with status 201 (§10.1.1). */
    void create(Presence presence, Element join) throws StanzaException {
        String nickname = nickname(presence);
        checkNickname(nickname);
        Jid from = presence.from().orElseThrow();
        ClientSession client = room.services().sessions().find(from).orElse(null);
        boolean anonymous = client != null && client.isAnonymous();
        demand(room.services().policy().mayJoin(request(from, nickname, Affiliation.OWNER, anonymous)));
        room.affiliation(from.bare(), Affiliation.OWNER);
        room.locked(true);
        Occupant occupant = newOccupant(presence, Affiliation.OWNER, anonymous);
        OccupantSession session = new OccupantSession(from, client, occupant, presence);
        room.enter(session);
        presences.welcome(session, self(session, presence).status(201), HistoryRequest.of(join, now()));
    }

    /** §7.2.1, §17.3: somebody inside joins once more, having lost track: everything again. */
    void repeat(OccupantSession before, Presence presence, Element join) {
        boolean changed = before.update(presence);
        OccupantSession session = reconnected(before, presence);
        session.occupant().bringForward(session);
        welcome(session, presence, join);
        if (changed) {
            presences.announce(session.occupant());
        }
    }

    /** The same address may have come back on a new connection before the room heard that the old one ended. */
    private OccupantSession reconnected(OccupantSession before, Presence presence) {
        ClientSession client = room.services().sessions().find(before.jid()).orElse(null);
        if (client == before.client()) {
            return before;
        }
        OccupantSession after = new OccupantSession(before.jid(), client, before.occupant(), presence);
        room.leave(before);
        room.enter(after);
        return after;
    }

    private void welcome(OccupantSession session, Presence presence, Element join) {
        presences.welcome(session, self(session, presence), HistoryRequest.of(join, now()));
    }

    private OccupantPresence self(OccupantSession session, Presence presence) {
        OccupantPresence self = OccupantPresence.available(session.occupant()).id(presence.id());
        noteRewriting(self, presence);
        return room.config().isNonAnonymous() ? self.status(100) : self; // §7.2.3
    }

    /** §7.2.2, §7.6: preparation made another nickname of the one asked for. */
    static void noteRewriting(OccupantPresence self, Presence presence) {
        String asked = presence.element().attribute("to").orElse("");
        if (!asked.endsWith('/' + nickname(presence))) {
            self.status(210);
        }
    }

    private void mayEnter(Affiliation affiliation, Element join) throws StanzaException {
        RoomConfig config = room.config();
        if (affiliation == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.FORBIDDEN, "banned from this room"); // §7.2.7
        }
        if (config.membersOnly() && !affiliation.isAtLeast(Affiliation.MEMBER)) {
            throw new StanzaException(Condition.REGISTRATION_REQUIRED, "the room is for members only"); // §7.2.6
        }
        String given = join.child("password", Namespaces.MUC).map(Element::text).orElse(null);
        if (config.password() != null && !config.password().equals(given)) {
            throw new StanzaException(Condition.NOT_AUTHORIZED, "the room's password is required"); // §7.2.5
        }
    }

    private void checkPlaces(Affiliation affiliation, @Nullable Occupant present) throws StanzaException {
        int places = room.config().maxOccupants() + (affiliation.isAtLeast(Affiliation.ADMIN) ? SPARE_PLACES : 0);
        if (room.sessions().size() >= places) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "the room is full"); // §7.2.9
        }
        if (present != null && present.sessions().size() >= MOST_RESOURCES) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "too many resources share the nickname");
        }
    }

    /** §17.1: not empty, not invisible; nor such that it looks like another's by spaces around it. */
    static void checkNickname(String nickname) throws StanzaException {
        int characters = nickname.codePointCount(0, nickname.length());
        if (!nickname.equals(nickname.strip()) || characters == 0) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "the nickname begins or ends with spaces");
        }
        if (characters > MOST_NICKNAME_CHARACTERS) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE,
                    "nickname: " + characters + " characters (expected: 1.." + MOST_NICKNAME_CHARACTERS + ")");
        }
    }

    JoinRequest request(Jid user, String nickname, Affiliation affiliation, boolean anonymous) {
        return new JoinRequest(
                room.jid(),
                user,
                nickname,
                affiliation,
                anonymous,
                room.sessions().size(),
                room.config());
    }

    static void demand(Decision decision) throws StanzaException {
        if (decision instanceof Decision.Denied denied) {
            throw new StanzaException(denied.error());
        }
    }

    private static String nickname(Presence presence) {
        return presence.to().flatMap(Jid::resourcepart).orElseThrow();
    }

    private Occupant newOccupant(Presence presence, Affiliation affiliation, boolean anonymous) {
        Jid user = presence.from().orElseThrow().bare();
        Role role = Affiliations.initialRole(room.config(), affiliation, anonymous);
        return new Occupant(presence.to().orElseThrow(), user, affiliation, role, now());
    }

    private Instant now() {
        return room.services().clock().instant();
    }
}
