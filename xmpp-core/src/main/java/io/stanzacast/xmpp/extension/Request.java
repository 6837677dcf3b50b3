package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.xml.Element;

/**
 * An iq of type get or set that this server has to answer.
 *
 * @param iq has {@code to} and {@code from}
 * @param payload its only child
 */
public record Request(Iq iq, Element payload, Origin origin, Scope scope) {
    /** To whom: a host, an account's bare address, or a service's domain. */
    public Jid to() {
        return iq.to().orElseThrow();
    }

    public Jid from() {
        return iq.from().orElseThrow();
    }
}
