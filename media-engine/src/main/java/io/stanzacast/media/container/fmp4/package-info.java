/**
 * Fragmented MP4 (ISO/IEC 14496-12) for HLS: initialization sections and fragments, packets to bytes. No I/O, no threads. May import
 * {@code track} and Netty's buffers.
 */
@NullMarked
package io.stanzacast.media.container.fmp4;

import org.jspecify.annotations.NullMarked;
