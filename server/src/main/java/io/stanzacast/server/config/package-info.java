/**
 * The configuration file: reading, defaults, errors that name the key. Imports no other package of this module but the config records of {@code http} and {@code tls}.
 */
@NullMarked
package io.stanzacast.server.config;

import org.jspecify.annotations.NullMarked;
