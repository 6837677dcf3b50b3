/**
 * HLS and low-latency HLS (draft-pantos-hls-rfc8216bis-22) out of memory: cuts live streams into parts and segments and serves them over
 * HTTP. May import {@code live}, {@code track}, {@code container.fmp4} and {@code hls.playlist}.
 *
 * <p>One {@link io.stanzacast.media.hls.HlsOutputs} knows which paths are on air. For each publisher of such a path it makes a
 * {@code Presentation}: a segmenter that runs on the publisher's event loop, a store of segments that the same loop owns, and the requests
 * that wait for the next part. Viewers' event loops read the store's immutable snapshots and never wait for it.
 */
@NullMarked
package io.stanzacast.media.hls;

import org.jspecify.annotations.NullMarked;
