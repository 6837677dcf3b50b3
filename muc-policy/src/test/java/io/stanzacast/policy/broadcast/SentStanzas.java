package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is sent until a test takes it. */
final class SentStanzas implements StanzaSink {
    private final List<Stanza> sent = new ArrayList<>();
    private final List<Stanza> history = new ArrayList<>();

    @Override
    public void route(Stanza stanza) {
        sent.add(stanza);
        history.add(stanza);
    }

    /** All that was ever sent. */
    List<Stanza> history() {
        return List.copyOf(history);
    }

    /** Takes the first iq to that address; fails if there is none. */
    Iq iq(String to) {
        for (Stanza stanza : sent) {
            if (stanza instanceof Iq iq && iq.to().filter(Jid.parse(to)::equals).isPresent()) {
                sent.remove(stanza);
                return iq;
            }
        }
        throw new AssertionError("no iq to " + to + " in " + describe());
    }

    /** Takes the last presence to that address and all before it; fails if there is none. */
    Presence presence(String to) {
        Presence last = null;
        for (Stanza stanza : List.copyOf(sent)) {
            if (stanza instanceof Presence presence
                    && presence.to().filter(Jid.parse(to)::equals).isPresent()) {
                last = presence;
                sent.remove(stanza);
            }
        }
        if (last == null) {
            throw new AssertionError("no presence to " + to + " in " + describe());
        }
        return last;
    }

    void clear() {
        sent.clear();
    }

    /** Whether nothing was sent since what was taken. */
    boolean isEmpty() {
        return sent.isEmpty();
    }

    String describe() {
        return sent.stream()
                .map(stanza -> stanza.element().name() + " to " + stanza.to().orElse(null))
                .toList()
                .toString();
    }
}
