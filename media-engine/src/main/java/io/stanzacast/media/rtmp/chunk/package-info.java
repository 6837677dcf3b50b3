/**
 * RTMP 1.0 §5.3: the chunk stream, between bytes and whole message bodies. Imports Netty only.
 */
@NullMarked
package io.stanzacast.media.rtmp.chunk;

import org.jspecify.annotations.NullMarked;
