/**
 * From an address to whoever answers for it. May import {@code session} and below.
 */
@NullMarked
package io.stanzacast.xmpp.routing;

import org.jspecify.annotations.NullMarked;
