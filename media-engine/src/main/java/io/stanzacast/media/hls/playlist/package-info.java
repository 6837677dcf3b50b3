/**
 * The text of HLS playlists (draft-pantos-hls-rfc8216bis-22 §4): values in, text out. Imports nothing of this module.
 */
@NullMarked
package io.stanzacast.media.hls.playlist;

import org.jspecify.annotations.NullMarked;
