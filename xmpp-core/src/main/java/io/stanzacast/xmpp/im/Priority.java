package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.OptionalInt;

/** The priority of a resource, -128 to 127 (RFC 6121 §4.7.2.3). */
final class Priority {
    private Priority() {}

    /** @throws StanzaException {@code bad-request} unless it is absent or an integer in its range */
    static int of(Presence presence) throws StanzaException {
        String text = presence.element()
                .child("priority", Stanza.NS)
                .map(priority -> priority.text().strip())
                .orElse("0");
        try {
            return Byte.parseByte(text);
        } catch (NumberFormatException e) {
            throw new StanzaException(
                    StanzaError.Condition.BAD_REQUEST, "priority: " + text + " (expected: -128..127)");
        }
    }

    /** Empty if the resource is not available. */
    static OptionalInt of(ClientSession session) {
        Presence presence = session.presence().orElse(null);
        if (presence == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(of(presence));
        } catch (StanzaException e) {
            throw new IllegalStateException("a presence with a bad priority was accepted", e);
        }
    }
}
