package io.stanzacast.media.rtmp;

import io.stanzacast.media.bitstream.AudioSpecificConfig;
import io.stanzacast.media.container.flv.FlvAudio;
import io.stanzacast.media.container.flv.FlvAudioDecoder;
import io.stanzacast.media.track.Codec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies of audio messages to AAC samples; knows the configuration in force. Owner: the publisher's event loop. */
final class AudioLane {
    private final TrackClock clock;
    private Codec.@Nullable Aac codec;

    AudioLane(TrackClock clock) {
        this.clock = clock;
    }

    /** Takes the body over. Empty if it holds nothing to play. */
    Optional<Sample> accept(long stamp, byte[] body) {
        FlvAudio tag = FlvAudioDecoder.decode(body);
        if (tag instanceof FlvAudio.Header header) {
            configure(Arrays.copyOfRange(body, header.offset(), body.length));
            return Optional.empty();
        }
        if (!(tag instanceof FlvAudio.Frame frame) || codec == null) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(body, frame.offset(), body.length - frame.offset());
        return Optional.of(new Sample(codec, clock.millis(stamp), 0, true, data));
    }

    private void configure(byte[] config) {
        if (codec == null || !Arrays.equals(codec.audioSpecificConfig(), config)) {
            codec = AudioSpecificConfig.parse(config).codec(config);
        }
    }

    Codec.@Nullable Aac codec() {
        return codec;
    }
}
