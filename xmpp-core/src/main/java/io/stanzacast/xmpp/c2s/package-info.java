/**
 * From a client's transport to its session: stream header, TLS, SASL, resource binding (RFC 6120 §4 to §7), and the accounts that log in. May
 * import {@code routing} and below, except {@code net}.
 */
@NullMarked
package io.stanzacast.xmpp.c2s;

import org.jspecify.annotations.NullMarked;
