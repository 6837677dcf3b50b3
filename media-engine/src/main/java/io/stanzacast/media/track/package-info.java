/**
 * The words all media code shares: track, codec, packet, timescale. Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.media.track;

import org.jspecify.annotations.NullMarked;
