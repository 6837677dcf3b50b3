package io.stanzacast.media.rtmp;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * From the bodies of one publication's media messages to the packets of its {@link LiveStream}. Holds the first packets back, for half a
 * second at most, until it knows which tracks there are and how fast the pictures come; after that each packet goes on as it arrives.
 * Owner: the publisher's event loop.
 */
final class Ingest {
    private static final int MAX_HELD_MILLIS = 500;
    private static final int MAX_HELD = 256;
    private static final int ENOUGH_PICTURES = 16;

    private final Timeline timeline = new Timeline();
    private final VideoLane video = new VideoLane(new TrackClock(timeline));
    private final AudioLane audio = new AudioLane(new TrackClock(timeline));
    private final TrackWriter writer;
    private final LiveStream stream;
    private final Consumer<Runnable> afterHold;
    private final Queue<Sample> held = new ArrayDeque<>();
    private Metadata metadata = Metadata.NONE;
    private boolean released;

    /** @param afterHold runs a task on the event loop half a second later */
    Ingest(LiveStream stream, Consumer<Runnable> afterHold) {
        this.stream = stream;
        this.writer = new TrackWriter(stream);
        this.afterHold = afterHold;
    }

    void metadata(Metadata newMetadata) {
        metadata = newMetadata;
        writer.metadata(newMetadata);
    }

    /** Takes the body over. */
    void video(long stamp, byte[] body) {
        Optional<Sample> sample = video.accept(stamp, body);
        if (sample.isPresent()) {
            take(sample.get());
        }
    }

    /** Takes the body over. */
    void audio(long stamp, byte[] body) {
        Optional<Sample> sample = audio.accept(stamp, body);
        if (sample.isPresent()) {
            take(sample.get());
        }
    }

    private void take(Sample sample) {
        if (released) {
            pass(sample);
            return;
        }
        boolean first = held.isEmpty();
        held.add(sample);
        if (isEverythingKnown() || isHeldLongEnough(sample)) {
            release();
        } else if (first) {
            afterHold.accept(this::release);
        }
    }

    private void pass(Sample sample) {
        if (timeline.takeBreak()) {
            stream.discontinuity();
        }
        if (sample.codec() instanceof Codec.H264) {
            writer.video(sample, audio.codec(), this::declaredRate);
        } else {
            writer.audio(sample);
        }
    }

    private Optional<FrameRate> declaredRate() {
        return video.declaredRate(metadata.framesPerSecond());
    }

    private boolean isEverythingKnown() {
        boolean videoKnown = video.codec() != null || metadata.namesTracks() && !metadata.hasVideo();
        boolean audioKnown = audio.codec() != null || metadata.namesTracks() && !metadata.hasAudio();
        return videoKnown
                && audioKnown
                && (video.codec() == null || declaredRate().isPresent() || heldPictures().length >= ENOUGH_PICTURES);
    }

    private boolean isHeldLongEnough(Sample latest) {
        return held.size() >= MAX_HELD || latest.millis() - held.element().millis() >= MAX_HELD_MILLIS;
    }

    private long[] heldPictures() {
        return held.stream()
                .filter(sample -> sample.codec() instanceof Codec.H264)
                .mapToLong(Sample::millis)
                .toArray();
    }

    /** Also called when the publication ends or half a second passed. */
    void release() {
        if (released || held.isEmpty()) {
            return;
        }
        released = true;
        writer.announce(video.codec(), audio.codec(), declaredRate().or(() -> FrameRates.measure(heldPictures())));
        for (Sample sample : List.copyOf(held)) {
            pass(sample);
        }
        held.clear();
    }

    void minutePassed() {
        timeline.minutePassed();
    }

    long damagedPictures() {
        return video.damaged();
    }
}
