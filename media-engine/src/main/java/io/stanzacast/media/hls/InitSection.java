package io.stanzacast.media.hls;

/**
 * An initialization section: what decoders must know before the first segment.
 *
 * @param number counts the sections of a presentation
 */
record InitSection(long number, SharedBytes bytes) {}
