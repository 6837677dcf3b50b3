/**
 * RTMP 1.0 §5.4 to §7: what message bodies say. May import {@code rtmp.chunk} and {@code rtmp.amf}.
 */
@NullMarked
package io.stanzacast.media.rtmp.message;

import org.jspecify.annotations.NullMarked;
