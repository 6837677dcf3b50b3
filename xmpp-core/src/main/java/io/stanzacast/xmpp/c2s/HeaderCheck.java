package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import java.util.Map;
import java.util.regex.Pattern;

/** What RFC 6120 §4.7 and §4.8 demand of a client's stream header. */
final class HeaderCheck {
    private static final Pattern VERSION = Pattern.compile("0*[1-9][0-9]{0,3}\\.[0-9]{1,4}");

    private HeaderCheck() {}

    /** @return the host meant */
    static HostConfig check(StreamHeader header, Map<String, HostConfig> hosts) throws StreamException {
        if (!header.namespace().equals(Stanza.NS)) {
            throw new StreamException(
                    StreamError.Condition.INVALID_NAMESPACE, "content namespace (expected: " + Stanza.NS + ")");
        }
        if (header.to() == null) {
            throw new StreamException(StreamError.Condition.IMPROPER_ADDRESSING, "to: none (expected: a host's name)");
        }
        Jid to = address("to", header.to());
        HostConfig host = to.isDomain() ? hosts.get(to.domainpart()) : null;
        if (host == null) {
            throw new StreamException(StreamError.Condition.HOST_UNKNOWN, "this server does not serve that host");
        }
        if (header.from() != null) {
            address("from", header.from());
        }
        if (header.version() == null || !VERSION.matcher(header.version()).matches()) {
            throw new StreamException(StreamError.Condition.UNSUPPORTED_VERSION, "version (expected: 1.0)");
        }
        return host;
    }

    private static Jid address(String attribute, String value) throws StreamException {
        try {
            return Jid.parse(value);
        } catch (IllegalArgumentException e) {
            throw new StreamException(StreamError.Condition.IMPROPER_ADDRESSING, attribute + " is no address");
        }
    }
}
