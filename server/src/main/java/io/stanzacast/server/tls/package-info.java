/**
 * Certificates and TLS contexts. Imports no other package of this module.
 */
@NullMarked
package io.stanzacast.server.tls;

import org.jspecify.annotations.NullMarked;
