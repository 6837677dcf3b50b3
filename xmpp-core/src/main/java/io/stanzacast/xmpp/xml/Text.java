package io.stanzacast.xmpp.xml;

/** Character data, unescaped. */
public record Text(String value) implements Node {}
