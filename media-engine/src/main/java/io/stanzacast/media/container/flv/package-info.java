/**
 * Bodies of FLV tags, which are also the bodies of RTMP's video and audio messages (FLV 10.1 Annex E). May import {@code track},
 * {@code bitstream}, {@code live}.
 */
@NullMarked
package io.stanzacast.media.container.flv;

import org.jspecify.annotations.NullMarked;
