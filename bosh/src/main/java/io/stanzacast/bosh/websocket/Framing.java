package io.stanzacast.bosh.websocket;

import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;

/** RFC 7395 §3.3: the elements that stand for a stream's header and its end. */
final class Framing {
    static final String NS = "urn:ietf:params:xml:ns:xmpp-framing";
    static final Element CLOSE = Element.of("close", NS);

    private Framing() {}

    static StreamHeader header(Element open) {
        return new StreamHeader(
                "jabber:client",
                open.attribute("to").orElse(null),
                open.attribute("from").orElse(null),
                open.attribute("id").orElse(null),
                open.attribute("version").orElse(null),
                open.attribute(Element.XML_NS, "lang").orElse(null));
    }

    static Element open(StreamHeader header) {
        Element.Builder open = Element.builder("open", NS)
                .attribute("from", Optional.ofNullable(header.from()))
                .attribute("to", Optional.ofNullable(header.to()))
                .attribute("id", Optional.ofNullable(header.id()))
                .attribute("version", Optional.ofNullable(header.version()));
        if (header.language() != null) {
            open.attribute(Element.XML_NS, "lang", header.language());
        }
        return open.build();
    }
}
