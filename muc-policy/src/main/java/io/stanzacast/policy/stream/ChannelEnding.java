package io.stanzacast.policy.stream;

import io.stanzacast.media.hls.HlsOutputs;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.policy.channel.Channel;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What becomes of the stream of a channel that is removed: its publisher is cut, its playlist gone. Safe for any thread. */
public final class ChannelEnding {
    private final StreamRegistry registry;
    private final HlsOutputs outputs;

    @Inject
    ChannelEnding(StreamRegistry registry, HlsOutputs outputs) {
        this.registry = registry;
        this.outputs = outputs;
    }

    /** @return completed already; what it asks for happens on other threads */
    public CompletionStage<Void> end(Channel channel) {
        StreamPath path = new StreamPath(channel.name());
        registry.find(path).ifPresent(LiveStream::kick);
        outputs.stop(path, true);
        return CompletableFuture.completedFuture(null);
    }
}
