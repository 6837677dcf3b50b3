package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.address.Jid;

/**
 * Who sent a stanza, as far as this server knows for sure.
 *
 * @param address the stanza's {@code from}
 */
public record Origin(Jid address, Kind kind) {
    /** What the sender is. */
    public enum Kind {
        /** A client logged in to an account. */
        ACCOUNT,
        /** A client logged in by SASL ANONYMOUS. */
        GUEST,
        /** A service inside this process. */
        SERVICE,
        /** This server itself, maybe on behalf of an account. */
        SERVER,
        /** Another server. */
        REMOTE
    }

    public boolean isGuest() {
        return kind == Kind.GUEST;
    }
}
