package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stream.Broadcast;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All resources in a room, ready to be sent to: grouped by the executor of their sessions, and by whether they see real addresses. A
 * broadcast is one task per executor, which walks an array that is rebuilt only after a change. Owner: the room's; the tasks run on the
 * sessions' executors and see nothing but their arrays.
 */
final class Fanout {
    private static final Logger log = LoggerFactory.getLogger(Fanout.class);
    private static final ClientSession[] NOBODY = {};

    private final StanzaSink sink;
    private final Map<Executor, Group> groups = new IdentityHashMap<>();
    private final Group remote = new Group();

    Fanout(StanzaSink sink) {
        this.sink = sink;
    }

    /** @param seesReal whether it sees real addresses in a semi-anonymous room */
    void add(OccupantSession session, boolean seesReal) {
        ClientSession client = session.client();
        Group group = client == null ? remote : groups.computeIfAbsent(client.executor(), executor -> new Group());
        (seesReal ? group.seeing : group.others).add(session);
    }

    void remove(OccupantSession session) {
        Members members = session.members;
        if (members != null) {
            members.remove(session);
        }
    }

    void update(OccupantSession session, boolean seesReal) {
        remove(session);
        add(session, seesReal);
    }

    /** To everybody. */
    void send(Broadcast broadcast) {
        groups.forEach((executor, group) -> {
            ClientSession[] seeing = group.seeing.snapshot();
            ClientSession[] others = group.others.snapshot();
            if (seeing.length + others.length > 0) {
                executor.execute(() -> {
                    deliver(seeing, broadcast);
                    deliver(others, broadcast);
                });
            }
        });
        route(remote.seeing, broadcast, null);
        route(remote.others, broadcast, null);
    }

    /**
     * To everybody but the resources of {@code except}.
     *
     * @param real for those who see real addresses
     * @param hidden for all others
     */
    void send(Broadcast real, Broadcast hidden, Occupant except) {
        ClientSession[] not = clients(except);
        groups.forEach((executor, group) -> {
            ClientSession[] seeing = group.seeing.snapshot();
            ClientSession[] others = group.others.snapshot();
            if (seeing.length + others.length > 0) {
                executor.execute(() -> {
                    deliver(seeing, real, not);
                    deliver(others, hidden, not);
                });
            }
        });
        route(remote.seeing, real, except);
        route(remote.others, hidden, except);
    }

    private static ClientSession[] clients(Occupant occupant) {
        List<ClientSession> clients = new ArrayList<>(occupant.sessions().size());
        for (OccupantSession session : occupant.sessions()) {
            if (session.client() != null) {
                clients.add(session.client());
            }
        }
        return clients.toArray(NOBODY);
    }

    private static void deliver(ClientSession[] sessions, Broadcast broadcast) {
        for (ClientSession session : sessions) {
            deliver(session, broadcast);
        }
    }

    private static void deliver(ClientSession[] sessions, Broadcast broadcast, ClientSession[] not) {
        for (ClientSession session : sessions) {
            if (!contains(not, session)) {
                deliver(session, broadcast);
            }
        }
    }

    private static void deliver(ClientSession session, Broadcast broadcast) {
        try {
            session.deliver(broadcast);
        } catch (RuntimeException e) {
            log.error("[muc {}] delivery failed", session.jid(), e); // the others must not suffer
        }
    }

    private static boolean contains(ClientSession[] sessions, ClientSession wanted) {
        for (ClientSession session : sessions) {
            if (session == wanted) {
                return true;
            }
        }
        return false;
    }

    private void route(Members members, Broadcast broadcast, @Nullable Occupant except) {
        for (int i = 0; i < members.sessions.size(); i++) {
            OccupantSession session = members.sessions.get(i);
            if (session.occupant() != except) {
                sink.route(broadcast.stanza().withTo(session.jid()));
            }
        }
    }

    private static final class Group {
        private final Members seeing = new Members();
        private final Members others = new Members();
    }

    /** A set with removal in constant time and a copy for other threads that lives until the next change. */
    static final class Members {
        private final List<OccupantSession> sessions = new ArrayList<>();
        private ClientSession @Nullable [] snapshot;

        private void add(OccupantSession session) {
            session.members = this;
            session.position = sessions.size();
            sessions.add(session);
            snapshot = null;
        }

        private void remove(OccupantSession session) {
            OccupantSession last = sessions.remove(sessions.size() - 1);
            if (last != session) {
                sessions.set(session.position, last);
                last.position = session.position;
            }
            session.members = null;
            snapshot = null;
        }

        private ClientSession[] snapshot() {
            ClientSession[] known = snapshot;
            if (known == null) {
                known = new ClientSession[sessions.size()];
                for (int i = 0; i < known.length; i++) {
                    known[i] = java.util.Objects.requireNonNull(sessions.get(i).client());
                }
                snapshot = known;
            }
            return known;
        }
    }
}
