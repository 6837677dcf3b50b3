package io.stanzacast.bosh;

import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.DecoderLimits;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementDecoder;
import io.stanzacast.xmpp.xml.Node;
import io.stanzacast.xmpp.xml.StreamOpen;
import io.stanzacast.xmpp.xml.Text;
import io.stanzacast.xmpp.xml.XmlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of a whole request to a {@link BoshBody}; each payload within the limits of a stanza. Used once. */
final class BodyDecoder implements ElementDecoder.Output {
    private static final long MAX_RID = (1L << 53) - 1;

    private final List<Element> payloads = new ArrayList<>();
    private @Nullable StreamOpen head;
    private boolean closed;

    private BodyDecoder() {}

    /** @throws BoshException {@code bad-request} or, for what is too large, {@code policy-violation} */
    static BoshBody decode(byte[] bytes, int maxPayloadBytes) throws BoshException {
        BodyDecoder output = new BodyDecoder();
        try {
            new ElementDecoder(DecoderLimits.AUTHENTICATED.withMaxBytes(maxPayloadBytes), output)
                    .decode(bytes, 0, bytes.length);
        } catch (XmlException e) {
            TerminalCondition condition = e.kind() == XmlException.Kind.TOO_LARGE
                    ? TerminalCondition.POLICY_VIOLATION
                    : TerminalCondition.BAD_REQUEST;
            throw output.failure(condition, String.valueOf(e.getMessage()));
        }
        return output.body();
    }

    private BoshBody body() throws BoshException {
        StreamOpen open = head;
        if (open == null || !closed) {
            throw failure(TerminalCondition.BAD_REQUEST, "body: not whole");
        }
        if (!open.name().equals("body") || !open.namespace().equals(BoshBody.NS)) {
            throw failure(
                    TerminalCondition.BAD_REQUEST, "root: " + open.name() + " (expected: body of " + BoshBody.NS + ")");
        }
        String rid = open.attribute("rid").orElse("");
        if (!rid.matches("[0-9]{1,16}") || Long.parseLong(rid) > MAX_RID) {
            throw failure(TerminalCondition.BAD_REQUEST, "rid: no number (expected: 0.." + MAX_RID + ")");
        }
        return new BoshBody(Long.parseLong(rid), open, payloads);
    }

    private BoshException failure(TerminalCondition condition, String message) {
        String sid = head == null ? null : head.attribute("sid").orElse(null);
        return new BoshException(condition, message, sid);
    }

    @Override
    public void opened(StreamOpen open) {
        head = open;
    }

    @Override
    public void received(Element element) {
        payloads.add(element.namespace().equals(BoshBody.NS) ? asStanza(element) : element);
    }

    /** XEP-0206 §2: many clients do not declare the namespace of their stanzas, which are then in the body's. */
    private static Element asStanza(Element element) {
        Element.Builder stanza = Element.builder(element.name(), Stanza.NS);
        element.attributes()
                .forEach(attribute -> stanza.attribute(attribute.namespace(), attribute.name(), attribute.value()));
        for (Node node : element.nodes()) {
            if (node instanceof Element child) {
                stanza.child(child.namespace().equals(BoshBody.NS) ? asStanza(child) : child);
            } else if (node instanceof Text text) {
                stanza.text(text.value());
            }
        }
        return stanza.build();
    }

    @Override
    public void closed() {
        closed = true;
    }
}
