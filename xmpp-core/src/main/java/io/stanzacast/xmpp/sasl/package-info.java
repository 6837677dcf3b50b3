/**
 * The server's side of SASL (RFC 4422): bytes in, bytes out, no XML. Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.xmpp.sasl;

import org.jspecify.annotations.NullMarked;
