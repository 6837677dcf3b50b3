/**
 * Immutable XML elements, and the codec between them and bytes (RFC 6120 §11). Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.xmpp.xml;

import org.jspecify.annotations.NullMarked;
