/**
 * The composition root: main, wiring, order of start and stop. May import everything; nothing imports it.
 */
@NullMarked
package io.stanzacast.server;

import org.jspecify.annotations.NullMarked;
