package io.stanzacast.media.hls.playlist;

import java.util.Locale;
import java.util.Optional;

/**
 * A multivariant playlist of one variant (draft-pantos-hls-rfc8216bis-22 §4.4.6.2).
 *
 * @param uri of the media playlist, relative
 * @param bandwidth peak bits per second
 * @param averageBandwidth mean bits per second
 * @param codecs comma-separated, all that are used
 * @param picture absent for sound alone
 */
public record MultivariantPlaylist(
        String uri, long bandwidth, long averageBandwidth, String codecs, Optional<Picture> picture) {

    /**
     * What is seen.
     *
     * @param width in pixels
     * @param height in pixels
     * @param framesPerSecond the highest
     */
    public record Picture(int width, int height, double framesPerSecond) {}

    public String encode() {
        StringBuilder out = new StringBuilder(256);
        out.append("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=").append(bandwidth);
        out.append(",AVERAGE-BANDWIDTH=").append(averageBandwidth);
        out.append(",CODECS=\"").append(codecs).append('"');
        picture.ifPresent(seen -> out.append(",RESOLUTION=")
                .append(seen.width())
                .append('x')
                .append(seen.height())
                .append(",FRAME-RATE=")
                .append(String.format(Locale.ROOT, "%.3f", seen.framesPerSecond())));
        return out.append('\n').append(uri).append('\n').toString();
    }
}
