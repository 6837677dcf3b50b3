package io.stanzacast.bosh;

import io.stanzacast.bosh.web.SessionQuota;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The sessions by their ids. Safe for any thread. */
final class BoshSessions {
    private static final int SID_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, BoshSession> sessions = new ConcurrentHashMap<>();
    private final SessionQuota quota;

    BoshSessions(SessionQuota quota) {
        this.quota = quota;
    }

    /** XEP-0124 §7.2, §19.3: unpredictable. */
    String newSid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether there is room; what was taken is given back by {@link #remove}. */
    boolean takeRoom(InetAddress block) {
        return quota.take(block);
    }

    void add(BoshSession session) {
        sessions.put(session.sid(), session);
    }

    Optional<BoshSession> find(String sid) {
        return Optional.ofNullable(sessions.get(sid));
    }

    boolean holds(BoshSession session) {
        return sessions.get(session.sid()) == session;
    }

    void remove(BoshSession session, InetAddress block) {
        if (sessions.remove(session.sid(), session)) {
            quota.release(block);
        }
    }

    void forEach(Consumer<BoshSession> action) {
        sessions.values().forEach(action);
    }

    int size() {
        return sessions.size();
    }
}
