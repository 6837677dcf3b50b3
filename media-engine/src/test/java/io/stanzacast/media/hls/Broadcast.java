package io.stanzacast.media.hls;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.live.StreamReader;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Outputs, a handler and a publisher of {@code show} at 30 frames per second, all stepped by the test. */
final class Broadcast implements AutoCloseable {
    static final StreamPath SHOW = new StreamPath("show");

    final MockTicker ticker = Ticker.newMockTicker();
    final EmbeddedChannel control = new EmbeddedChannel();
    final Tasks publisherLoop = new Tasks();
    final StreamRegistry registry = new StreamRegistry();
    final HlsOutputs outputs;
    final HlsHandler handler;
    boolean watchable = true;
    final List<HlsState> states = new ArrayList<>();
    LiveStream stream = new LiveStream(SHOW, publisherLoop, () -> {});
    MadeUpStream packets = packets();

    Broadcast(HlsConfig config) {
        outputs = new HlsOutputs(
                config,
                registry,
                control.eventLoop(),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
                PooledByteBufAllocator.DEFAULT,
                ticker);
        handler = new HlsHandler(config, outputs, path -> watchable, ticker);
        outputs.addListener((path, state) -> states.add(state));
        outputs.open();
    }

    private MadeUpStream packets() {
        LiveStream to = stream;
        return new MadeUpStream(
                new StreamReader() {
                    @Override
                    public void tracks(List<Track> tracks) {
                        to.tracks(tracks);
                    }

                    @Override
                    public void packet(Packet packet) {
                        to.write(packet);
                    }

                    @Override
                    public void discontinuity() {
                        to.discontinuity();
                    }

                    @Override
                    public void ended() {}
                },
                new FrameRate(30, 1),
                true,
                48_000);
    }

    Broadcast publish() {
        registry.add(stream);
        run();
        packets.announce();
        return this;
    }

    Broadcast bytesPerPicture(int bytes) {
        packets.bytesPerPicture(bytes);
        return this;
    }

    /** A key frame each two seconds. */
    Broadcast frames(int count) {
        packets.frames(count, 60);
        run();
        return this;
    }

    void leave() {
        registry.remove(stream);
        run();
        stream = new LiveStream(SHOW, publisherLoop, () -> {});
        packets = packets();
    }

    Viewer viewer() {
        return new Viewer(handler);
    }

    void run() {
        publisherLoop.run();
        control.runPendingTasks();
        publisherLoop.run();
    }

    void pass(long seconds) {
        ticker.advance(seconds, TimeUnit.SECONDS);
        outputs.sweep();
        run();
    }

    /** The media playlist's URL. */
    String playlist() {
        String text = viewer().get("/hls/show/index.m3u8").text();
        return "/hls/show/"
                + text.substring(text.lastIndexOf('\n', text.length() - 2) + 1).trim();
    }

    String media(String name) {
        return playlist().replace("media.m3u8", name);
    }

    @Override
    public void close() {
        outputs.close();
        run();
    }
}
