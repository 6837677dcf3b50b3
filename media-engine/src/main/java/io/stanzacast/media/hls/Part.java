package io.stanzacast.media.hls;

import io.stanzacast.media.hls.playlist.PartEntry;

/**
 * A partial segment.
 *
 * @param number counts all parts of a presentation, whatever segment they belong to: so the name of the next part is known even when it is
 *     not known whether a new segment begins with it
 * @param durationMicros of the media
 * @param independent whether it begins with a key frame
 * @param bytes fragments
 */
record Part(long number, long durationMicros, boolean independent, SharedBytes bytes) {
    PartEntry entry() {
        return new PartEntry(MediaName.part(number), durationMicros, independent);
    }
}
