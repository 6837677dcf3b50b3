/**
 * RTMP ingest on Netty: from the socket to {@code LiveStream.write}. May import {@code track}, {@code bitstream}, {@code live},
 * {@code container.flv} and its own sub-packages.
 */
@NullMarked
package io.stanzacast.media.rtmp;

import org.jspecify.annotations.NullMarked;
