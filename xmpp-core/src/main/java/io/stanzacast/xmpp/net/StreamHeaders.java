package io.stanzacast.xmpp.net;

import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import io.stanzacast.xmpp.xml.StreamOpen;
import io.stanzacast.xmpp.xml.XmlException;
import org.jspecify.annotations.Nullable;

/** Stream headers and stream errors as XML over TCP has them (RFC 6120 §4.7, §4.8, §4.9). */
final class StreamHeaders {
    static final String END = "</stream:stream>";

    private StreamHeaders() {}

    static StreamHeader read(StreamOpen open) throws StreamException {
        if (!open.namespace().equals(StreamHeader.NS)) {
            throw new StreamException(
                    StreamError.Condition.INVALID_NAMESPACE, "stream namespace (expected: " + StreamHeader.NS + ")");
        }
        if (!open.name().equals("stream")) {
            throw new StreamException(StreamError.Condition.BAD_FORMAT, "root (expected: stream)");
        }
        if (!open.prefix().equals("stream")) {
            throw new StreamException(StreamError.Condition.BAD_NAMESPACE_PREFIX, "prefix (expected: stream)");
        }
        return new StreamHeader(
                open.contentNamespace(),
                open.attribute("to").orElse(null),
                open.attribute("from").orElse(null),
                open.attribute("id").orElse(null),
                open.attribute("version").orElse(null),
                open.attribute(Element.XML_NS, "lang").orElse(null));
    }

    static String write(StreamHeader header) {
        StringBuilder text = new StringBuilder(256)
                .append("<?xml version='1.0'?><stream:stream xmlns='")
                .append(header.namespace())
                .append("' xmlns:stream='")
                .append(StreamHeader.NS)
                .append('\'');
        append(text, "id", header.id());
        append(text, "from", header.from());
        append(text, "to", header.to());
        append(text, "version", header.version());
        append(text, "xml:lang", header.language());
        return text.append('>').toString();
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(' ')
                    .append(name)
                    .append("='")
                    .append(ElementEncoder.escapeAttribute(value))
                    .append('\'');
        }
    }

    static StreamException error(XmlException exception) {
        StreamError.Condition condition = switch (exception.kind()) {
            case NOT_WELL_FORMED -> StreamError.Condition.NOT_WELL_FORMED;
            case BAD_FORMAT -> StreamError.Condition.BAD_FORMAT;
            case RESTRICTED -> StreamError.Condition.RESTRICTED_XML;
            case ENCODING -> StreamError.Condition.UNSUPPORTED_ENCODING;
            case TOO_LARGE -> StreamError.Condition.POLICY_VIOLATION;
        };
        return new StreamException(condition, exception.getMessage());
    }
}
