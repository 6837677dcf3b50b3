/**
 * The one HTTP listener: connections, limits, routes, pages and the API (RFC 9110, RFC 9112). Imports no other package of this module.
 */
@NullMarked
package io.stanzacast.server.http;

import org.jspecify.annotations.NullMarked;
