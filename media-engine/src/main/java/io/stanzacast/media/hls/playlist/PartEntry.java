package io.stanzacast.media.hls.playlist;

/**
 * An {@code EXT-X-PART} (draft-pantos-hls-rfc8216bis-22 §4.4.4.9).
 *
 * @param uri relative to the playlist
 * @param durationMicros at most the playlist's part target
 * @param independent whether it begins with a frame that needs no other
 */
public record PartEntry(String uri, long durationMicros, boolean independent) {}
