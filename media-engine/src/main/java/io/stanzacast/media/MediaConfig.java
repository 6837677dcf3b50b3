package io.stanzacast.media;

import io.stanzacast.media.hls.HlsConfig;
import io.stanzacast.media.rtmp.RtmpConfig;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured of media. An absent section takes its defaults.
 *
 * @param rtmp how publishers come in
 * @param hls how viewers are served
 */
public record MediaConfig(
        @Nullable RtmpConfig rtmp, @Nullable HlsConfig hls) {
    public MediaConfig {
        rtmp = rtmp == null ? RtmpConfig.defaults() : rtmp;
        hls = hls == null ? HlsConfig.defaults() : hls;
    }

    public static MediaConfig defaults() {
        return new MediaConfig(null, null);
    }

    public MediaConfig withRtmpPort(int port) {
        return new MediaConfig(rtmp.withPort(port), hls);
    }
}
