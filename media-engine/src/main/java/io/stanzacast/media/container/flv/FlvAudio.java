package io.stanzacast.media.container.flv;

/** What the body of one audio tag says (FLV 10.1 §E.4.2). */
public sealed interface FlvAudio {
    /** The bytes of an AudioSpecificConfig begin at {@code offset} and fill the rest of the body. */
    record Header(int offset) implements FlvAudio {}

    /** One raw access unit begins at {@code offset} and fills the rest of the body. */
    record Frame(int offset) implements FlvAudio {}

    /** Nothing to play: silence, an empty configuration, or a further track. */
    record Nothing() implements FlvAudio {}
}
