package io.stanzacast.media.container.fmp4;

import java.nio.ByteBuffer;

/**
 * One access unit as a fragment carries it.
 *
 * @param data position to limit are the bytes, never changed
 * @param durationTicks until the next sample of the track is decoded, at least 1
 * @param compositionOffsetTicks shown minus decoded; negative if it is shown before its decoding time (ISO/IEC 14496-12 §8.6.1.3.1)
 * @param sync whether decoding may begin here
 */
public record Sample(ByteBuffer data, long durationTicks, long compositionOffsetTicks, boolean sync) {}
