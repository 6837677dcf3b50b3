package io.stanzacast.xmpp.session;

import io.stanzacast.xmpp.address.Jid;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The sessions of this process by address. Safe for any thread. */
public final class SessionRegistry {
    private final ConcurrentMap<Jid, Map<Jid, ClientSession>> accounts = new ConcurrentHashMap<>();

    /** Registers, and returns the session that held the same full address before, if any: the caller closes it with {@code conflict}. */
    public Optional<ClientSession> add(ClientSession session) {
        ClientSession[] replaced = new ClientSession[1];
        accounts.compute(session.jid().bare(), (bare, sessions) -> {
            Map<Jid, ClientSession> map = sessions == null ? new ConcurrentHashMap<>() : sessions;
            replaced[0] = map.put(session.jid(), session);
            return map;
        });
        return Optional.ofNullable(replaced[0]);
    }

    /** Does nothing if another session has taken the address meanwhile. */
    public void remove(ClientSession session) {
        accounts.computeIfPresent(session.jid().bare(), (bare, sessions) -> {
            sessions.remove(session.jid(), session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    public Optional<ClientSession> find(Jid full) {
        Map<Jid, ClientSession> sessions = accounts.get(full.bare());
        return sessions == null ? Optional.empty() : Optional.ofNullable(sessions.get(full));
    }

    /** All sessions of an account, in no order. */
    public Collection<ClientSession> of(Jid bare) {
        Map<Jid, ClientSession> sessions = accounts.get(bare);
        return sessions == null ? java.util.List.of() : java.util.List.copyOf(sessions.values());
    }

    public int size() {
        return accounts.values().stream().mapToInt(Map::size).sum();
    }
}
