/**
 * Immutable XML elements, and the codec between them and bytes (RFC 6120 §11). Imports nothing of this module, and no library: a parser for
 * documents keeps tables of names for its life and knows no limit before it has read a tag, which is too late for a peer nobody knows.
 */
@NullMarked
package io.stanzacast.xmpp.xml;

import org.jspecify.annotations.NullMarked;
