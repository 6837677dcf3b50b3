/**
 * XMPP over HTTP: BOSH (XEP-0124, XEP-0206) and the module that also binds WebSocket. May import {@code bosh.websocket}, {@code bosh.web},
 * {@code xmpp-core} and Netty.
 */
@NullMarked
package io.stanzacast.bosh;

import org.jspecify.annotations.NullMarked;
