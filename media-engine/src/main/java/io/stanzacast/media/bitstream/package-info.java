/**
 * H.264 NAL units and parameter sets, AAC configurations: bytes to facts, no I/O. May import {@code track}.
 */
@NullMarked
package io.stanzacast.media.bitstream;

import org.jspecify.annotations.NullMarked;
