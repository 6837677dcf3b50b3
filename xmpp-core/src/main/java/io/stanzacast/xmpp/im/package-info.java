/**
 * Instant messaging (RFC 6121): a client's own presence, and delivery to the resources of an account. May import {@code routing} and below.
 */
@NullMarked
package io.stanzacast.xmpp.im;

import org.jspecify.annotations.NullMarked;
