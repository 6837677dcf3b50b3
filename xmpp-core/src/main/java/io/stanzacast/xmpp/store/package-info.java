/**
 * The database. Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.xmpp.store;

import org.jspecify.annotations.NullMarked;
