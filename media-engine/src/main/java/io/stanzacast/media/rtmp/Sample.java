package io.stanzacast.media.rtmp;

import io.stanzacast.media.track.Codec;
import java.nio.ByteBuffer;

/**
 * A picture or a stretch of sound before it has its place on the grid.
 *
 * @param codec in force from here on
 * @param millis of the {@link Timeline}
 * @param compositionMillis how much later than decoded it is shown, 0 for sound
 */
record Sample(Codec codec, long millis, int compositionMillis, boolean keyframe, ByteBuffer data) {}
