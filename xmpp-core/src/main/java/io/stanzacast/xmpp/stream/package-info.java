/**
 * Streams without their bytes (RFC 6120 §4 to §7): headers, errors, and the {@code Transport} that carries one. May import {@code stanza} and below; no Netty.
 */
@NullMarked
package io.stanzacast.xmpp.stream;

import org.jspecify.annotations.NullMarked;
