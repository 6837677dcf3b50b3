/**
 * Media as a whole: configuration and wiring. May import everything of this module; nothing of this module imports it.
 */
@NullMarked
package io.stanzacast.media;

import org.jspecify.annotations.NullMarked;
