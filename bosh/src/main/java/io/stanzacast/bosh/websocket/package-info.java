/**
 * XMPP over WebSocket (RFC 7395) as a {@code Transport}. May import {@code bosh.web}, {@code xmpp-core} and Netty.
 */
@NullMarked
package io.stanzacast.bosh.websocket;

import org.jspecify.annotations.NullMarked;
