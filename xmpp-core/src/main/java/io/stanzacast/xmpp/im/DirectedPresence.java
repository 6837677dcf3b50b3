package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To whom one session showed its presence directly (RFC 6121 §4.6.3). Of one room only the last address is kept: it needs to hear of the
 * end once, whatever nicknames were tried. Owner: the session's executor.
 */
final class DirectedPresence {
    static final int MAX_ADDRESSES = 1000;

    private final Map<Jid, Jid> lastByEntity = new LinkedHashMap<>();

    /**
     * @param entity what is told once: a room's bare address, or {@code to} itself
     * @throws StanzaException {@code policy-violation} if there are too many
     */
    void available(Jid entity, Jid to) throws StanzaException {
        if (lastByEntity.size() >= MAX_ADDRESSES && !lastByEntity.containsKey(entity)) {
            throw new StanzaException(
                    StanzaError.Condition.POLICY_VIOLATION,
                    "addresses with directed presence: more than " + MAX_ADDRESSES);
        }
        lastByEntity.put(entity, to);
    }

    void unavailable(Jid entity) {
        lastByEntity.remove(entity);
    }

    /** Forgets all, and returns them. */
    List<Jid> end() {
        List<Jid> all = List.copyOf(lastByEntity.values());
        lastByEntity.clear();
        return all;
    }
}
