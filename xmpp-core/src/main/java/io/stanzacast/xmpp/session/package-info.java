/**
 * Bound sessions of clients. May import {@code extension}, {@code stream} and below.
 */
@NullMarked
package io.stanzacast.xmpp.session;

import org.jspecify.annotations.NullMarked;
