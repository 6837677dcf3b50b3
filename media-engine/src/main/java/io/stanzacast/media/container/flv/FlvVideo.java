package io.stanzacast.media.container.flv;

/** What the body of one video tag says (FLV 10.1 §E.4.3). */
public sealed interface FlvVideo {
    /** The bytes of an AVCDecoderConfigurationRecord begin at {@code offset} and fill the rest of the body. */
    record Header(int offset) implements FlvVideo {}

    /**
     * The NAL units of one picture begin at {@code offset} and fill the rest of the body.
     *
     * @param compositionMillis how much later than decoded it is shown; may be negative
     */
    record Picture(boolean keyframe, int compositionMillis, int offset) implements FlvVideo {}

    /** Nothing to play: an empty body, a seek command, the end of a sequence, or a further track. */
    record Nothing() implements FlvVideo {}
}
