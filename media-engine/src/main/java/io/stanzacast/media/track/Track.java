package io.stanzacast.media.track;

import java.util.Optional;

/**
 * One codec's line of packets within a live stream.
 *
 * @param id unique within its stream; video 1, audio 2
 * @param kind picture or sound
 * @param codec with its configuration
 * @param timescale in which the packets' times are counted: 90 000 for video, the sample rate for AAC
 * @param frameRate of a video whose frames come at an even distance; null for sound and for variable rates
 * @param bitsPerSecond what the publisher's metadata says, 0 if nothing
 */
public record Track(
        int id,
        Kind kind,
        Codec codec,
        Timescale timescale,
        @org.jspecify.annotations.Nullable FrameRate frameRate,
        int bitsPerSecond) {

    /** What a track is for. */
    public enum Kind {
        VIDEO,
        AUDIO
    }

    public Optional<FrameRate> evenFrameRate() {
        return Optional.ofNullable(frameRate);
    }
}
