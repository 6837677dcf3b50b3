package io.stanzacast.xmpp.xml;

import java.nio.charset.StandardCharsets;

/**
 * Elements to UTF-8. Namespaces are declared by {@code xmlns} wherever an element's differs from its parent's; only stream-level
 * elements use the prefix {@code stream}, which their header declares; what stands alone declares it itself.
 */
public final class ElementEncoder {
    private static final String STREAM_NS = "http://etherx.jabber.org/streams";

    private ElementEncoder() {}

    /**
     * @param contextNamespace the default namespace that already holds; empty for a document of its own, as in WebSocket and BOSH, which
     *     declares all that it uses
     */
    public static byte[] encode(Element element, String contextNamespace) {
        return encodeToString(element, contextNamespace).getBytes(StandardCharsets.UTF_8);
    }

    public static String encodeToString(Element element, String contextNamespace) {
        StringBuilder out = new StringBuilder(256);
        append(out, element, contextNamespace, !contextNamespace.isEmpty());
        return out.toString();
    }

    private static void append(StringBuilder out, Element element, String contextNamespace, boolean streamDeclared) {
        boolean prefixed = element.namespace().equals(STREAM_NS) && !contextNamespace.equals(STREAM_NS);
        String inner = prefixed ? contextNamespace : element.namespace();
        out.append('<');
        if (prefixed) {
            out.append("stream:");
        }
        out.append(element.name());
        if (!prefixed && !element.namespace().equals(contextNamespace)) {
            out.append(" xmlns='");
            escape(out, element.namespace(), true);
            out.append('\'');
        }
        if (prefixed && !streamDeclared) {
            out.append(" xmlns:stream='").append(STREAM_NS).append('\'');
        }
        int prefixes = 0;
        for (Attribute attribute : element.attributes()) {
            out.append(' ');
            if (attribute.namespace().equals(Element.XML_NS)) {
                out.append("xml:");
            } else if (!attribute.namespace().isEmpty()) {
                String prefix = "a" + prefixes++;
                out.append("xmlns:").append(prefix).append("='");
                escape(out, attribute.namespace(), true);
                out.append("' ").append(prefix).append(':');
            }
            out.append(attribute.name()).append("='");
            escape(out, attribute.value(), true);
            out.append('\'');
        }
        if (element.nodes().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Node node : element.nodes()) {
            if (node instanceof Element child) {
                append(out, child, inner, streamDeclared || prefixed);
            } else if (node instanceof Text text) {
                escape(out, text.value(), false);
            }
        }
        out.append("</");
        if (prefixed) {
            out.append("stream:");
        }
        out.append(element.name()).append('>');
    }

    /** For a value between apostrophes. */
    public static String escapeAttribute(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        escape(out, value, true);
        return out.toString();
    }

    private static void escape(StringBuilder out, String value, boolean attribute) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\'' -> out.append(attribute ? "&apos;" : "'");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n', '\t' -> {
                    if (attribute) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }
}
