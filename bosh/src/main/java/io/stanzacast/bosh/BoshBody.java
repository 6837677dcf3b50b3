package io.stanzacast.bosh;

import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.StreamOpen;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The body of a request (XEP-0124 §6).
 *
 * @param rid 0 to 2^53-1
 * @param head its attributes
 * @param payloads in {@code jabber:client} or namespaces of their own
 */
record BoshBody(long rid, StreamOpen head, List<Element> payloads) {
    static final String NS = "http://jabber.org/protocol/httpbind";
    static final String XMPP_NS = "urn:xmpp:xbosh";
    private static final int MOST_SECONDS = 1_000_000;

    BoshBody {
        payloads = List.copyOf(payloads);
    }

    Optional<String> attribute(String name) {
        return head.attribute(name);
    }

    Optional<String> sid() {
        return attribute("sid");
    }

    /** XEP-0206: the version of XMPP; clients of before that attribute speak 1.0 as well. */
    String xmppVersion() {
        return head.attribute(XMPP_NS, "version").orElse("1.0");
    }

    /** XEP-0206: whether the stream starts anew. */
    boolean isRestart() {
        return isTrue(head.attribute(XMPP_NS, "restart"));
    }

    boolean isTerminate() {
        return attribute("type").filter("terminate"::equals).isPresent();
    }

    boolean isPause() {
        return attribute("pause").isPresent();
    }

    /** Without anything for the stream or the session: what polls. */
    boolean isEmpty() {
        return payloads.isEmpty() && !isRestart() && !isTerminate() && !isPause();
    }

    /** A number of at most 1 000 000, more being as good. */
    OptionalInt number(String name) throws BoshException {
        Optional<String> value = attribute(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("[0-9]{1,15}")) {
            throw new BoshException(TerminalCondition.BAD_REQUEST, name + ": no number (expected: 0 or more)");
        }
        return OptionalInt.of((int) Math.min(MOST_SECONDS, Long.parseLong(value.get())));
    }

    /** XEP-0124 §9.2: up to which request the client has responses; without the attribute to all earlier ones. */
    long acknowledged() throws BoshException {
        String ack = attribute("ack").orElse(Long.toString(rid - 1));
        if (!ack.matches("[0-9]{1,16}")) {
            throw new BoshException(TerminalCondition.BAD_REQUEST, "ack: no number (expected: 0 or more)");
        }
        return Long.parseLong(ack);
    }

    private static boolean isTrue(Optional<String> value) {
        return value.isPresent() && (value.get().equals("true") || value.get().equals("1"));
    }
}
