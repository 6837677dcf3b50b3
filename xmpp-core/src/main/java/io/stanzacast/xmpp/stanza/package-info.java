/**
 * The three stanzas and their errors (RFC 6120 §8). May import {@code address} and {@code xml}.
 */
@NullMarked
package io.stanzacast.xmpp.stanza;

import org.jspecify.annotations.NullMarked;
