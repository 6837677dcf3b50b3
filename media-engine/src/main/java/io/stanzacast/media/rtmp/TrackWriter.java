package io.stanzacast.media.rtmp;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Announces tracks and writes packets on their grids. A configuration that changed is announced at the next keyframe; sound of a track not
 * yet announced is dropped until then. Owner: the publisher's event loop.
 */
final class TrackWriter {
    static final int VIDEO_TRACK = 1;
    static final int AUDIO_TRACK = 2;

    private final LiveStream stream;
    private Metadata metadata = Metadata.NONE;
    private Codec.@Nullable H264 videoCodec;
    private Codec.@Nullable Aac audioCodec;
    private VideoGrid videoGrid = new VideoGrid(null, -1);
    private AudioGrid audioGrid = new AudioGrid(Timescale.MILLISECONDS);

    TrackWriter(LiveStream stream) {
        this.stream = stream;
    }

    void metadata(Metadata newMetadata) {
        metadata = newMetadata;
    }

    /** Says which tracks follow; at least one codec is there. */
    void announce(Codec.@Nullable H264 video, Codec.@Nullable Aac audio, Optional<FrameRate> rate) {
        FrameRate newRate = video == null ? null : rate.orElse(null);
        if (video != null && (videoCodec == null || !Objects.equals(newRate, videoGrid.rate()))
                || videoGrid.isDoubtful()) {
            videoGrid = new VideoGrid(newRate, videoGrid.dts());
        }
        if (audio != null && !audio.equals(audioCodec)) {
            audioGrid = new AudioGrid(new Timescale(audio.sampleRate()));
        }
        videoCodec = video;
        audioCodec = audio;
        List<Track> tracks = new ArrayList<>();
        if (video != null) {
            tracks.add(new Track(
                    VIDEO_TRACK, Track.Kind.VIDEO, video, Timescale.VIDEO, newRate, metadata.videoBitsPerSecond()));
        }
        if (audio != null) {
            tracks.add(new Track(
                    AUDIO_TRACK,
                    Track.Kind.AUDIO,
                    audio,
                    new Timescale(audio.sampleRate()),
                    null,
                    metadata.audioBitsPerSecond()));
        }
        stream.tracks(tracks);
    }

    /**
     * @param latestAudio the sound's configuration as last received
     * @param declaredRate asked if the video's configuration changed
     */
    void video(Sample sample, Codec.@Nullable Aac latestAudio, Supplier<Optional<FrameRate>> declaredRate) {
        if (sample.keyframe()) {
            announceChanges((Codec.H264) sample.codec(), latestAudio, declaredRate);
        }
        if (videoCodec == null) {
            return;
        }
        videoGrid.place(sample.millis(), sample.compositionMillis());
        stream.write(new Packet(VIDEO_TRACK, videoGrid.dts(), videoGrid.pts(), sample.keyframe(), sample.data()));
    }

    private void announceChanges(
            Codec.H264 codec, Codec.@Nullable Aac latestAudio, Supplier<Optional<FrameRate>> declaredRate) {
        Optional<FrameRate> rate = Optional.ofNullable(videoGrid.rate());
        boolean videoChanged = !codec.equals(videoCodec);
        if (videoChanged) {
            rate = declaredRate
                    .get()
                    .or(videoCodec == null ? Optional::empty : () -> Optional.ofNullable(videoGrid.rate()));
        }
        if (videoGrid.isDoubtful()) {
            rate = videoGrid.observedRate();
        }
        boolean rateChanged = !Objects.equals(rate.orElse(null), videoGrid.rate());
        if (videoChanged || rateChanged || !Objects.equals(latestAudio, audioCodec)) {
            announce(codec, latestAudio, rate);
        }
    }

    void audio(Sample sample) {
        Codec.Aac codec = (Codec.Aac) sample.codec();
        if (!codec.equals(audioCodec)) {
            if (videoCodec != null) {
                return;
            }
            announce(null, codec, Optional.empty());
        }
        if (audioGrid.place(sample.millis())) {
            stream.write(new Packet(AUDIO_TRACK, audioGrid.dts(), audioGrid.dts(), true, sample.data()));
        }
    }
}
