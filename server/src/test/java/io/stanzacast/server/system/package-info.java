/** Whole-system tests: the packaged server as {@code scripts/run} starts it, with real clients from outside. */
@NullMarked
package io.stanzacast.server.system;

import org.jspecify.annotations.NullMarked;
