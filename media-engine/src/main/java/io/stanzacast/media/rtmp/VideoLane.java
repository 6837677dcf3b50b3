package io.stanzacast.media.rtmp;

import io.stanzacast.media.bitstream.AccessUnitFilter;
import io.stanzacast.media.bitstream.AvcConfiguration;
import io.stanzacast.media.container.flv.FlvVideo;
import io.stanzacast.media.container.flv.FlvVideoDecoder;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies of video messages to H.264 samples; knows the configuration in force. Owner: the publisher's event loop. */
final class VideoLane {
    private final AccessUnitFilter filter = new AccessUnitFilter();
    private final TrackClock clock;
    private byte @Nullable [] header;
    private @Nullable AvcConfiguration configuration;
    private Codec.@Nullable H264 codec;
    private boolean keyframeSeen;
    private long damaged;

    VideoLane(TrackClock clock) {
        this.clock = clock;
    }

    /** Takes the body over. Empty if it holds nothing to play. */
    Optional<Sample> accept(long stamp, byte[] body) {
        FlvVideo tag = FlvVideoDecoder.decode(body);
        if (tag instanceof FlvVideo.Header found) {
            configure(Arrays.copyOfRange(body, found.offset(), body.length));
            return Optional.empty();
        }
        return tag instanceof FlvVideo.Picture picture ? picture(stamp, body, picture) : Optional.empty();
    }

    private void configure(byte[] newHeader) {
        if (Arrays.equals(header, newHeader)) {
            return;
        }
        AvcConfiguration parsed = AvcConfiguration.parse(newHeader);
        codec = parsed.codec().orElse(null);
        header = newHeader;
        configuration = parsed;
    }

    private Optional<Sample> picture(long stamp, byte[] body, FlvVideo.Picture picture) {
        if (configuration == null || !(picture.keyframe() || keyframeSeen)) {
            return Optional.empty();
        }
        boolean whole =
                filter.run(body, picture.offset(), body.length, configuration.nalLengthSize(), picture.keyframe());
        if (!whole) {
            damaged++;
            return Optional.empty();
        }
        if (picture.keyframe()) {
            adopt(configuration.with(filter.sequenceSets(), filter.pictureSets()));
        }
        if (codec == null || filter.start() == filter.end()) {
            return Optional.empty();
        }
        keyframeSeen |= picture.keyframe();
        ByteBuffer data = ByteBuffer.wrap(body, filter.start(), filter.end() - filter.start());
        return Optional.of(
                new Sample(codec, clock.millis(stamp), picture.compositionMillis(), picture.keyframe(), data));
    }

    private void adopt(AvcConfiguration newConfiguration) {
        if (newConfiguration != configuration) {
            configuration = newConfiguration;
            codec = newConfiguration.codec().orElse(null);
        }
    }

    Codec.@Nullable H264 codec() {
        return codec;
    }

    /** With the codec known, what its parameter sets and the metadata say about the frame rate. */
    Optional<FrameRate> declaredRate(double metadata) {
        if (configuration == null || codec == null) {
            return Optional.empty();
        }
        var set = configuration.sequence();
        return FrameRates.declared(set.frameRate(), set.fixedFrameRate(), metadata);
    }

    /** Pictures that were left out since their NAL units did not add up. */
    long damaged() {
        return damaged;
    }
}
