package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.xml.Element;
import java.util.List;

/** The {@code <stream:features/>} of each stage (RFC 6120 §4.3.2). */
final class Features {
    static final String TLS_NS = "urn:ietf:params:xml:ns:xmpp-tls";
    static final String BIND_NS = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String SESSION_NS = "urn:ietf:params:xml:ns:xmpp-session";

    private Features() {}

    static Element beforeLogin(boolean mayStartTls, boolean mustStartTls, List<String> mechanisms) {
        Element.Builder features = Element.builder("features", StreamHeader.NS);
        if (mayStartTls) {
            features.child(
                    mustStartTls
                            ? Element.of("starttls", TLS_NS, Element.of("required", TLS_NS))
                            : Element.of("starttls", TLS_NS));
        }
        if (!mechanisms.isEmpty()) {
            Element.Builder offered = Element.builder("mechanisms", SaslNegotiation.NS);
            mechanisms.forEach(mechanism -> offered.childText("mechanism", mechanism));
            features.child(offered.build());
        }
        return features.build();
    }

    /** With the session establishment of RFC 3921, which old clients ask for. */
    static Element loggedIn(String host, HookTable hooks) {
        Element.Builder features = Element.builder("features", StreamHeader.NS)
                .child(Element.of("bind", BIND_NS))
                .child(Element.of("session", SESSION_NS, Element.of("optional", SESSION_NS)));
        hooks.streamFeatures().forEach(feature -> feature.announce(host).ifPresent(features::child));
        return features.build();
    }
}
