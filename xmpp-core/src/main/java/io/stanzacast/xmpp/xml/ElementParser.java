package io.stanzacast.xmpp.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one whole element to an {@link Element}, or an {@link XmlException} if they are not namespace-well-formed (Namespaces in XML 1.0).
 * The bytes were checked by {@link CharacterCheck} and delimited by {@link TagScanner}. Of one thread.
 */
final class ElementParser {
    private final Namespaces namespaces = new Namespaces();
    private final TagParser tag = new TagParser(namespaces);
    private final ArrayList<Open> open = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int rootStart;
    private String rootName = "";

    /** An element whose end tag is still to come. */
    private static final class Open {
        final ArrayList<Node> nodes = new ArrayList<>(4);
        final StringBuilder text = new StringBuilder(0);

        @Nullable
        String soleText;

        String name = "";
        String namespace = "";
        List<Attribute> attributes = List.of();
        int rawStart;
        int rawEnd;
        int declared;

        void text(String piece) {
            if (piece.isEmpty()) {
                return;
            }
            if (soleText == null && text.length() == 0) {
                soleText = piece;
                return;
            }
            if (soleText != null) {
                text.append(soleText);
                soleText = null;
            }
            text.append(piece);
        }

        void endText() {
            if (soleText != null) {
                nodes.add(new Text(soleText));
                soleText = null;
            } else if (text.length() > 0) {
                nodes.add(new Text(text.toString()));
                text.setLength(0);
            }
        }

        Element build() {
            endText();
            return Element.assembled(name, namespace, attributes, List.copyOf(nodes));
        }
    }

    /** Reads the root's start tag, and the XML declaration if there is one; what it declares holds for all that follows. */
    StreamOpen head(byte[] input, int start, int end, DecoderLimits limits) throws XmlException {
        int at = XmlDeclaration.skip(input, start, end);
        namespaces.truncate(0);
        tag.parse(input, at, limits);
        rootStart = namespaces.count();
        rootName = new String(input, tag.rawStart, tag.rawEnd - tag.rawStart, java.nio.charset.StandardCharsets.UTF_8);
        String contentNamespace = namespaces.find("");
        return new StreamOpen(
                tag.prefix, tag.name, tag.namespace, contentNamespace == null ? "" : contentNamespace, tag.attributes);
    }

    /** Whether the root's start tag was its end as well. */
    boolean isEmptyRoot() {
        return tag.empty;
    }

    /** Checks that the end tag of the root is its own. */
    void end(byte[] input, int start, int end) throws XmlException {
        int nameEnd = end - 1;
        while (nameEnd > start && TagScanner.isSpace(input[nameEnd - 1])) {
            nameEnd--;
        }
        String name = new String(input, start + 2, nameEnd - start - 2, java.nio.charset.StandardCharsets.UTF_8);
        if (!name.equals(rootName)) {
            throw XmlException.notWellFormed("the end tag of another element");
        }
    }

    Element element(byte[] input, int start, int end, DecoderLimits limits) throws XmlException {
        bytes = input;
        int depth = 0;
        int at = start;
        namespaces.truncate(rootStart);
        try {
            while (true) {
                // at a '<' here
                byte next = bytes[at + 1];
                if (next == '/') {
                    Open closing = open.get(--depth);
                    at = endTag(at + 2, closing);
                    Element element = close(closing);
                    if (depth == 0) {
                        return element;
                    }
                    open.get(depth - 1).nodes.add(element);
                } else if (next == '!') {
                    int close = cdataEnd(at + 9);
                    open.get(depth - 1).text(TextDecoder.cdata(bytes, at + 9, close));
                    at = close + 3;
                } else {
                    int declared = namespaces.count();
                    at = tag.parse(bytes, at, limits);
                    if (depth > 0) {
                        open.get(depth - 1).endText();
                    }
                    if (tag.empty) {
                        Element element = Element.assembled(tag.name, tag.namespace, tag.attributes, List.of());
                        namespaces.truncate(declared);
                        if (depth == 0) {
                            return element;
                        }
                        open.get(depth - 1).nodes.add(element);
                    } else {
                        open(depth++, declared);
                    }
                }
                int text = at;
                while (bytes[at] != '<') {
                    at++;
                }
                if (at > text) {
                    open.get(depth - 1).text(TextDecoder.text(bytes, text, at));
                }
            }
        } finally {
            bytes = new byte[0];
            if (end - start > 16 * 1024) {
                open.clear(); // what a large element made large is not kept for the small ones
            }
        }
    }

    private void open(int depth, int declared) {
        if (depth == open.size()) {
            open.add(new Open());
        }
        Open opened = open.get(depth);
        opened.name = tag.name;
        opened.namespace = tag.namespace;
        opened.attributes = tag.attributes;
        opened.rawStart = tag.rawStart;
        opened.rawEnd = tag.rawEnd;
        opened.declared = declared;
    }

    private Element close(Open closing) {
        Element element = closing.build();
        closing.nodes.clear();
        namespaces.truncate(closing.declared);
        return element;
    }

    private int endTag(int start, Open closing) throws XmlException {
        int at = start;
        for (int i = closing.rawStart; i < closing.rawEnd; i++) {
            if (bytes[i] != bytes[at++]) {
                throw XmlException.notWellFormed("the end tag of another element");
            }
        }
        while (TagScanner.isSpace(bytes[at])) {
            at++;
        }
        if (bytes[at] != '>') {
            throw XmlException.notWellFormed("the end tag of another element");
        }
        return at + 1;
    }

    private int cdataEnd(int start) {
        int at = start;
        while (bytes[at] != ']' || bytes[at + 1] != ']' || bytes[at + 2] != '>') {
            at++;
        }
        return at;
    }
}
