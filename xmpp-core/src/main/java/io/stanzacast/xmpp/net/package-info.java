/**
 * Streams over TCP: listeners, TLS, and the one {@code Transport} on Netty's channels. The only package of this module on Netty. May import
 * {@code stream} and below.
 */
@NullMarked
package io.stanzacast.xmpp.net;

import org.jspecify.annotations.NullMarked;
