package io.stanzacast.media.track;

import java.nio.ByteBuffer;

/**
 * A compressed picture or a compressed stretch of sound. Shared by all readers of a stream: nobody changes its bytes.
 *
 * <p>Within one track {@code dtsTicks} rises strictly between two discontinuities; video times lie on the even grid of
 * the track's frame rate, if it has one. Both are counted in the track's timescale, from a common zero of all tracks.
 *
 * @param track the {@link Track#id()} it belongs to
 * @param dtsTicks when it is decoded
 * @param ptsTicks when it is shown; may be before {@code dtsTicks} by no more than the stream's reordering
 * @param keyframe whether decoding may begin here; always true for sound
 * @param data position to limit are the bytes; read through {@link ByteBuffer#duplicate()} or by absolute index
 */
public record Packet(int track, long dtsTicks, long ptsTicks, boolean keyframe, ByteBuffer data) {
    public int size() {
        return data.remaining();
    }
}
