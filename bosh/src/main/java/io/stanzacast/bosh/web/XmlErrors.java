package io.stanzacast.bosh.web;

import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.xml.XmlException;

/** What bad XML is in the words of streams (RFC 6120 §4.9.3, §11). */
public final class XmlErrors {
    private XmlErrors() {}

    public static StreamException toStreamException(XmlException exception) {
        Condition condition = switch (exception.kind()) {
            case NOT_WELL_FORMED -> Condition.NOT_WELL_FORMED;
            case BAD_FORMAT -> Condition.BAD_FORMAT;
            case RESTRICTED -> Condition.RESTRICTED_XML;
            case ENCODING -> Condition.UNSUPPORTED_ENCODING;
            case TOO_LARGE -> Condition.POLICY_VIOLATION;
        };
        return new StreamException(condition, exception.getMessage());
    }
}
