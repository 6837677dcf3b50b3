/**
 * Rooms (XEP-0045 at 1.35.5): one serial owner per room, many small classes around its state. May import {@code routing}, {@code session},
 * {@code stream}, {@code store}, {@code stanza} and below; no Netty.
 */
@NullMarked
package io.stanzacast.xmpp.muc;

import org.jspecify.annotations.NullMarked;
