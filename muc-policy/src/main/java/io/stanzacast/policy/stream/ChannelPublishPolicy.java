package io.stanzacast.policy.stream;

import io.stanzacast.media.live.PublishPolicy;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.Channels;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whoever has a channel's stream key publishes the channel's stream. Safe for any thread; answers at once. */
public final class ChannelPublishPolicy implements PublishPolicy {
    private final Channels channels;
    private final OneUseKeys oneUseKeys;
    private final PublishConfig config;

    @Inject
    public ChannelPublishPolicy(Channels channels, OneUseKeys oneUseKeys, PublishConfig config) {
        this.channels = channels;
        this.oneUseKeys = oneUseKeys;
        this.config = config;
    }

    @Override
    public CompletionStage<Answer> mayPublish(Request request) {
        return CompletableFuture.completedFuture(path(request.streamKey())
                .<Answer>map(path -> new Accepted(path, config.onBusy()))
                .orElseGet(() -> new Refused(
                        Kind.BAD_KEY,
                        config.names() == PublishConfig.Names.OPEN
                                ? "not a stream name (expected: up to four components of A-Z a-z 0-9 . _ ~ -)"
                                : "no channel has this stream key: check the key in the encoder's settings")));
    }

    private Optional<StreamPath> path(String name) {
        Optional<StreamPath> channel = channels.findByKey(name)
                .map(Channel::name)
                .or(() -> oneUseKeys.use(name))
                .map(StreamPath::new);
        if (channel.isEmpty() && config.names() == PublishConfig.Names.OPEN && StreamPath.isValid(name)) {
            return Optional.of(new StreamPath(name));
        }
        return channel;
    }
}
