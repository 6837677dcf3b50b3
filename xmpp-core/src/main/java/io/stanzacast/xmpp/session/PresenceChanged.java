package io.stanzacast.xmpp.session;

import io.stanzacast.xmpp.stanza.Presence;

/**
 * A resource became available, changed its presence, or became unavailable (RFC 6121 §4.2 to §4.5): an event for observers, on the
 * session's executor, after the session's own presence was set.
 *
 * @param presence the broadcast presence, without {@code to}; of type unavailable at the end, also when the stream just broke
 * @param initial whether the resource was not available before
 */
public record PresenceChanged(ClientSession session, Presence presence, boolean initial) {
    public boolean isAvailable() {
        return presence.type() == Presence.Type.AVAILABLE;
    }
}
