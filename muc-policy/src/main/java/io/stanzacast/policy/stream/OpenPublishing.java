package io.stanzacast.policy.stream;

import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamListener;
import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where any stream name is accepted: what belongs to no channel is on air exactly as long as it is published. Keeps nothing. */
public final class OpenPublishing implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPublishing.class);

    private final HlsOutputs outputs;
    private final Channels channels;

    @Inject
    OpenPublishing(HlsOutputs outputs, Channels channels) {
        this.outputs = outputs;
        this.channels = channels;
    }

    @Override
    public void published(LiveStream stream) {
        if (channels.find(stream.path().value()).isPresent()) {
            return;
        }
        try {
            outputs.start(stream.path());
        } catch (IllegalStateException full) {
            LOG.warn("[stream {}] refused: {}", stream.path(), full.getMessage());
            stream.kick();
        }
    }

    @Override
    public void unpublished(LiveStream stream) {
        if (channels.find(stream.path().value()).isEmpty()) {
            outputs.stop(stream.path(), false);
        }
    }
}
