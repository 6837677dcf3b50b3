package io.stanzacast.policy;

import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.policy.broadcast.BroadcastThread;
import io.stanzacast.policy.broadcast.EmbeddedEngine;
import io.stanzacast.policy.broadcast.Focus;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.policy.room.MucChannelRooms;
import io.stanzacast.policy.stream.Autostart;
import io.stanzacast.policy.stream.ChannelEnding;
import io.stanzacast.policy.stream.OpenPublishing;
import io.stanzacast.policy.stream.PublishConfig;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/**
 * Starts and stops the module: after the router is sealed, the rooms are there and the tables of {@code policy} are migrated; before the
 * first listener opens. Stops before rooms, streams and store do.
 */
public final class PolicyLifecycle {
    private final PolicyConfig config;
    private final MucChannelRooms rooms;
    private final Channels channels;
    private final Focus focus;
    private final EmbeddedEngine engine;
    private final StreamRegistry registry;
    private final Autostart autostart;
    private final OpenPublishing openPublishing;
    private final ChannelEnding endings;
    private final BroadcastThread thread;

    @Inject
    PolicyLifecycle(
            PolicyConfig config,
            MucChannelRooms rooms,
            Channels channels,
            Focus focus,
            EmbeddedEngine engine,
            StreamRegistry registry,
            Autostart autostart,
            OpenPublishing openPublishing,
            ChannelEnding endings,
            BroadcastThread thread) {
        this.config = config;
        this.rooms = rooms;
        this.channels = channels;
        this.focus = focus;
        this.engine = engine;
        this.registry = registry;
        this.autostart = autostart;
        this.openPublishing = openPublishing;
        this.endings = endings;
        this.thread = thread;
    }

    /** Once. When the stage completes all rooms stand; the focus enters them, and what was on air comes back, by and by. */
    public CompletionStage<Void> start() {
        registry.addListener(autostart);
        if (config.publish().names() == PublishConfig.Names.OPEN) {
            registry.addListener(openPublishing);
        }
        channels.onReady(focus::enter);
        channels.onRemoval(focus::leave);
        channels.onRemoval(endings::end);
        return rooms.ensureBrewery(config.broadcast().breweryRoom())
                .thenCompose(ensured -> channels.start())
                .thenRun(() -> {
                    engine.start();
                    focus.start();
                });
    }

    /** Keeps what is on air in mind for the next start. Waits for at most five seconds. */
    public void close() {
        focus.close();
        engine.close();
        thread.close();
    }
}
