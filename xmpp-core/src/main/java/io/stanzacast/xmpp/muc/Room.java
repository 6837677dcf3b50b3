package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stream.Broadcast;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A room's state and what always holds of it (XEP-0045 §4.2, §5): a nickname is one occupant's, a full address is in the room at most once, an
 * occupant without resources is gone, nobody is affiliated {@link Affiliation#NONE} in the list. What happens in a room is in the classes
 * around this one. Owner: one serial executor, given at creation; lives while somebody is inside or the room is being used.
 */
final class Room {
    private final Jid jid;
    private final RoomServices services;
    private final int mostOccupants;
    private final RoomOutput output;
    private final Fanout fanout;
    private final RoomHistory history;
    private final OpenRequests openRequests;
    private final Map<String, Occupant> byNickname = new LinkedHashMap<>();
    private final Set<Occupant> announced = new LinkedHashSet<>();
    private final Map<Jid, OccupantSession> bySession = new HashMap<>();
    private final Map<Jid, Affiliation> affiliations = new HashMap<>();
    private RoomConfig config;
    private Subject subject;
    private boolean locked;
    private boolean formOut;
    private boolean destroyed;
    private @Nullable Broadcast subjectBroadcast;

    /** @param mostOccupants what the service allows owners to set */
    Room(Jid jid, RoomServices services, int mostOccupants, RoomStore.StoredRoom stored) {
        this.jid = jid;
        this.services = services;
        this.mostOccupants = mostOccupants;
        this.output = new RoomOutput(services);
        this.fanout = new Fanout(services.sink());
        this.history = new RoomHistory(jid);
        this.openRequests = new OpenRequests(output);
        this.config = stored.config();
        this.subject = stored.subject();
        this.affiliations.putAll(stored.affiliations());
    }

    Jid jid() {
        return jid;
    }

    RoomServices services() {
        return services;
    }

    int mostOccupants() {
        return mostOccupants;
    }

    RoomOutput output() {
        return output;
    }

    Fanout fanout() {
        return fanout;
    }

    RoomHistory history() {
        return history;
    }

    OpenRequests openRequests() {
        return openRequests;
    }

    RoomConfig config() {
        return config;
    }

    void config(RoomConfig newConfig) {
        config = newConfig;
        history.keep(newConfig.historySize());
        byNickname.values().forEach(this::refile);
    }

    /** Whether its creator has not configured it yet, so that nobody else may enter (§10.1.1). */
    boolean isLocked() {
        return locked;
    }

    void locked(boolean nowLocked) {
        locked = nowLocked;
    }

    /** Whether its creator has asked for the form, and so is making a reserved room (§10.1.3). */
    boolean isFormOut() {
        return formOut;
    }

    void setFormOut() {
        formOut = true;
    }

    /** Whether it is in the store: persistent, and no longer locked. */
    boolean isStored() {
        return config.persistent() && !locked;
    }

    boolean isDestroyed() {
        return destroyed;
    }

    void setDestroyed() {
        destroyed = true;
    }

    Subject subject() {
        return subject;
    }

    void subject(Subject newSubject) {
        subject = newSubject;
        subjectBroadcast = null;
    }

    Broadcast subjectBroadcast() {
        Broadcast known = subjectBroadcast;
        if (known == null) {
            known = subject.toBroadcast(jid);
            subjectBroadcast = known;
        }
        return known;
    }

    /** By bare address, none of them {@link Affiliation#NONE}; not to be changed by the caller. */
    Map<Jid, Affiliation> affiliations() {
        return affiliations;
    }

    /** Of a user: their own, or else the ban of their whole domain (§9.2). */
    Affiliation affiliation(Jid bareUser) {
        Affiliation own = affiliations.get(bareUser);
        if (own != null) {
            return own;
        }
        return affiliations.get(bareUser.domain()) == Affiliation.OUTCAST ? Affiliation.OUTCAST : Affiliation.NONE;
    }

    void affiliation(Jid bareUser, Affiliation affiliation) {
        if (affiliation == Affiliation.NONE) {
            affiliations.remove(bareUser);
        } else {
            affiliations.put(bareUser, affiliation);
        }
    }

    /** In the order of entering; not to be changed by the caller. */
    Collection<Occupant> occupants() {
        return byNickname.values();
    }

    @Nullable
    Occupant occupant(String nickname) {
        return byNickname.get(nickname);
    }

    /** @param full the real address */
    @Nullable
    OccupantSession session(Jid full) {
        return bySession.get(full);
    }

    Collection<OccupantSession> sessions() {
        return bySession.values();
    }

    boolean isEmpty() {
        return bySession.isEmpty();
    }

    /** Whether an occupant's presence is sent to others ({@code muc#roomconfig_presencebroadcast}). */
    boolean announces(Role role) {
        return config.presenceBroadcast().contains(role);
    }

    boolean announces(Occupant occupant) {
        return announces(occupant.role());
    }

    /** Those whose presence is sent to others, in no order; not to be changed by the caller. */
    Collection<Occupant> announced() {
        return announced;
    }

    /** Whether that occupant learns the real addresses of others (§7.2.3, §7.2.4). */
    boolean seesReal(Occupant occupant) {
        return config.isNonAnonymous() || occupant.isModerator();
    }

    /** Puts a resource in the room, under the occupant it names. */
    void enter(OccupantSession session) {
        Occupant occupant = session.occupant();
        byNickname.put(occupant.nickname(), occupant);
        bySession.put(session.jid(), session);
        occupant.add(session);
        fanout.add(session, seesReal(occupant));
        if (announces(occupant)) {
            announced.add(occupant);
        }
    }

    /** Takes a resource out for good, and its occupant if that was the last one. */
    void leave(OccupantSession session) {
        takeOut(session);
        openRequests.fail(session);
    }

    /** Takes a resource out that comes in again under another nickname. */
    void takeOut(OccupantSession session) {
        Occupant occupant = session.occupant();
        bySession.remove(session.jid());
        occupant.remove(session);
        fanout.remove(session);
        if (occupant.sessions().isEmpty()) {
            byNickname.remove(occupant.nickname());
            announced.remove(occupant);
        }
    }

    /** Gives an occupant another role, and with it another view of real addresses. */
    void role(Occupant occupant, Role role) {
        occupant.role(role);
        refile(occupant);
    }

    private void refile(Occupant occupant) {
        if (announces(occupant)) {
            announced.add(occupant);
        } else {
            announced.remove(occupant);
        }
        for (OccupantSession session : occupant.sessions()) {
            fanout.update(session, seesReal(occupant));
        }
    }
}
