package io.stanzacast.xmpp.xml;

/** What an {@link Element} contains. */
public sealed interface Node permits Element, Text {}
