package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stream.Broadcast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room under one nickname, with one or more of their resources (XEP-0045 §7.2.8). Owner: the room's. Lives from entering to
 * leaving or renaming.
 */
final class Occupant {
    private final String nickname;
    private final Jid address;
    private final Jid user;
    private final Instant joined;
    private final List<OccupantSession> sessions = new ArrayList<>(1);
    private Affiliation affiliation;
    private Role role;
    private @Nullable Broadcast withJid;
    private @Nullable Broadcast withoutJid;

    /**
     * @param address room@service/nickname
     * @param user bare, the real address
     */
    Occupant(Jid address, Jid user, Affiliation affiliation, Role role, Instant joined) {
        this.nickname = address.resourcepart().orElseThrow();
        this.address = address;
        this.user = user;
        this.affiliation = affiliation;
        this.role = role;
        this.joined = joined;
    }

    String nickname() {
        return nickname;
    }

    Jid address() {
        return address;
    }

    Jid user() {
        return user;
    }

    Instant joined() {
        return joined;
    }

    Affiliation affiliation() {
        return affiliation;
    }

    Role role() {
        return role;
    }

    boolean isModerator() {
        return role == Role.MODERATOR;
    }

    void affiliation(Affiliation newAffiliation) {
        affiliation = newAffiliation;
        changed();
    }

    void role(Role newRole) {
        role = newRole;
        changed();
    }

    /** Not to be changed by the caller. */
    List<OccupantSession> sessions() {
        return sessions;
    }

    void add(OccupantSession session) {
        sessions.add(session);
        changed();
    }

    void remove(OccupantSession session) {
        sessions.remove(session);
        changed();
    }

    /** The resource whose presence stands for the occupant: the one that spoke up last. */
    OccupantSession foremost() {
        return sessions.get(sessions.size() - 1);
    }

    /** Its presence was updated: it stands for the occupant now. */
    void bringForward(OccupantSession session) {
        if (sessions.remove(session)) {
            sessions.add(session);
        }
        changed();
    }

    private void changed() {
        withJid = null;
        withoutJid = null;
    }

    /** The present presence for those who may see the real address, or for those who may not; encoded once. */
    Broadcast presence(boolean real) {
        Broadcast known = real ? withJid : withoutJid;
        if (known == null) {
            known = new Broadcast(OccupantPresence.available(this).render(real ? foremost() : null));
            if (real) {
                withJid = known;
            } else {
                withoutJid = known;
            }
        }
        return known;
    }
}
