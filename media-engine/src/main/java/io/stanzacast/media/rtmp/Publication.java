package io.stanzacast.media.rtmp;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamRegistry;
import io.stanzacast.media.rtmp.message.AudioMessage;
import io.stanzacast.media.rtmp.message.DataMessage;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import io.stanzacast.media.rtmp.message.VideoMessage;
import java.util.function.Consumer;

/** One accepted publish command until its end. Owner: the connection's event loop. */
final class Publication {
    private static final int MINUTE = 60;

    private final LiveStream stream;
    private final StreamRegistry registry;
    private final Ingest ingest;
    private final int maxSilentSeconds;
    private boolean mediaSeen;
    private int silentSeconds;
    private long seconds;

    Publication(LiveStream stream, StreamRegistry registry, Consumer<Runnable> afterHold, int maxSilentSeconds) {
        this.stream = stream;
        this.registry = registry;
        this.ingest = new Ingest(stream, afterHold);
        this.maxSilentSeconds = maxSilentSeconds;
    }

    void media(RtmpMessage message) {
        if (message instanceof VideoMessage video) {
            mediaSeen = true;
            ingest.video(video.timestamp(), video.body());
        } else if (message instanceof AudioMessage audio) {
            mediaSeen = true;
            ingest.audio(audio.timestamp(), audio.body());
        } else if (message instanceof DataMessage data) {
            Metadata.of(data.values()).ifPresent(ingest::metadata);
        }
    }

    /** To be called every second; returns false when media stayed away for too long. */
    boolean secondPassed() {
        seconds++;
        if (seconds % MINUTE == 0) {
            ingest.minutePassed();
        }
        silentSeconds = mediaSeen ? 0 : silentSeconds + 1;
        mediaSeen = false;
        return silentSeconds < maxSilentSeconds;
    }

    void end() {
        ingest.release();
        registry.remove(stream);
    }

    @Override
    public String toString() {
        String damaged = ingest.damagedPictures() == 0 ? "" : ", " + ingest.damagedPictures() + " damaged pictures";
        return stream.path() + " for " + seconds + " s" + damaged;
    }
}
