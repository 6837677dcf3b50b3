package io.stanzacast.xmpp.xml;

/**
 * An attribute of an {@link Element}.
 *
 * @param namespace its namespace name; empty for the usual unprefixed attribute; {@link Element#XML_NS} for {@code xml:lang}
 * @param name its local name
 * @param value unescaped
 */
public record Attribute(String namespace, String name, String value) {}
