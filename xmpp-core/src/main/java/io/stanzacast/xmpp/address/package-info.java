/**
 * XMPP addresses (RFC 7622). Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.xmpp.address;

import org.jspecify.annotations.NullMarked;
