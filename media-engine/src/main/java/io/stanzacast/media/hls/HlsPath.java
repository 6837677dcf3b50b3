package io.stanzacast.media.hls;

import io.stanzacast.media.live.StreamPath;
import java.util.Optional;

/**
 * Where a URL below {@code /hls/} leads: {@code PATH/index.m3u8} to the multivariant playlist, {@code PATH/EPOCH/FILE} to the rest.
 *
 * @param epoch empty for the multivariant playlist
 * @param file the last component
 */
record HlsPath(StreamPath path, String epoch, String file) {
    static final String PREFIX = "/hls/";

    /** @param rawPath of the URL, without its query, as it came: no name needs percent encoding */
    static Optional<HlsPath> parse(String rawPath) {
        if (!rawPath.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int fileAt = rawPath.lastIndexOf('/') + 1;
        String file = rawPath.substring(fileAt);
        String folder = rawPath.substring(PREFIX.length(), Math.max(PREFIX.length(), fileAt - 1));
        String epoch = "";
        if (!file.equals(MediaName.MULTIVARIANT)) {
            int epochAt = folder.lastIndexOf('/') + 1;
            epoch = folder.substring(epochAt);
            folder = folder.substring(0, Math.max(0, epochAt - 1));
        }
        return StreamPath.isValid(folder)
                ? Optional.of(new HlsPath(new StreamPath(folder), epoch, file))
                : Optional.empty();
    }
}
