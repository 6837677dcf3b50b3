package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;

/** What a host announces in the stream features once the client has logged in (RFC 6120 §4.3.2), such as the hash of XEP-0115. */
@FunctionalInterface
public interface StreamFeature {
    Optional<Element> announce(String host);
}
