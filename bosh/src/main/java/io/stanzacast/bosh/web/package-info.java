/**
 * What BOSH and WebSocket share: where a request comes from, which origins may ask, how many may come, whole XML documents. May import
 * {@code xmpp-core} and Netty.
 */
@NullMarked
package io.stanzacast.bosh.web;

import org.jspecify.annotations.NullMarked;
