package io.stanzacast.bosh;

import io.stanzacast.xmpp.xml.ElementEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of responses (XEP-0124 §6). */
final class ResponseBody {
    static final String CONTENT_TYPE = "text/xml; charset=utf-8";
    static final String EMPTY = "";
    static final byte[] NO_PAYLOAD = {};
    /** XEP-0124 §17.3: repeat this request. */
    static final byte[] RECOVERABLE = of(" type='error'", NO_PAYLOAD);

    private static final byte[] END = "</body>".getBytes(StandardCharsets.US_ASCII);

    private ResponseBody() {}

    static byte[] of(String attributes, byte[] payload) {
        String start = "<body xmlns='" + BoshBody.NS + "'" + attributes;
        if (payload.length == 0) {
            return (start + "/>").getBytes(StandardCharsets.UTF_8);
        }
        byte[] head = (start + ">").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + payload.length + END.length);
        out.writeBytes(head);
        out.writeBytes(payload);
        out.writeBytes(END);
        return out.toByteArray();
    }

    static byte[] terminate(TerminalCondition condition) {
        return of(terminating(Optional.of(condition)), NO_PAYLOAD);
    }

    static String terminating(Optional<TerminalCondition> condition) {
        return attribute("type", "terminate")
                + condition.map(c -> attribute("condition", c.word())).orElse("");
    }

    static String attribute(String name, Object value) {
        return " " + name + "='" + ElementEncoder.escapeAttribute(value.toString()) + "'";
    }
}
