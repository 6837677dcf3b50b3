package io.stanzacast.xmpp.extension;

/**
 * What an entity is, in service discovery (XEP-0030 §3.1); categories and types are registered with the XSF.
 *
 * @param name for people; may be empty
 */
public record Identity(String category, String type, String name) {}
