package io.stanzacast.media.hls;

import io.stanzacast.media.live.StreamReader;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Packets as an input would send them: H.264 with two frames of reordering delay, and AAC that begins 21 ms early. */
final class MadeUpStream {
    static final byte[] AVCC = {1, 0x64, 0, 0x28, (byte) 0xFF, (byte) 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68};

    private final FrameRate rate;
    private final Track video;
    private final Track audio;
    private final StreamReader to;
    private final int reorder;
    private final List<Packet> sent = new ArrayList<>();
    private long frame;
    private long sound;
    private long offsetMillis;
    private int bytesPerPicture = 900;

    MadeUpStream(StreamReader to, FrameRate rate, boolean even, int sampleRate) {
        this.to = to;
        this.rate = rate;
        this.reorder = 2;
        this.video = video(rate, even);
        this.audio = audio(sampleRate);
    }

    static Track video(FrameRate rate, boolean even) {
        return new Track(
                1,
                Track.Kind.VIDEO,
                new Codec.H264(AVCC, 1920, 1080, 4),
                Timescale.VIDEO,
                even ? rate : null,
                4_500_000);
    }

    static Track audio(int sampleRate) {
        return new Track(
                2,
                Track.Kind.AUDIO,
                new Codec.Aac(new byte[] {0x11, (byte) 0x90}, 2, sampleRate, 2),
                new Timescale(sampleRate),
                null,
                128_000);
    }

    MadeUpStream announce() {
        to.tracks(List.of(video, audio));
        return this;
    }

    /** The publisher's clock jumps. */
    void jump(long millis) {
        offsetMillis += millis;
    }

    /** The next frames are so much later, and so are all after them. */
    void jitter(int millis) {
        offsetMillis += millis;
    }

    void bytesPerPicture(int bytes) {
        bytesPerPicture = bytes;
    }

    void startAt(long index) {
        frame = index;
    }

    /** Leaves out frames, while sound may go on. */
    void skipFrames(int count) {
        frame += count;
    }

    List<Packet> sent() {
        return sent;
    }

    long frameTicks(long index) {
        return rate.ticksOf(index, Timescale.VIDEO) + offsetMillis * 90;
    }

    /** Sends {@code count} frames, a key frame at each multiple of {@code gop}, and the sound that belongs between them. */
    MadeUpStream frames(int count, int gop) {
        for (int i = 0; i < count; i++) {
            sendSoundUntil(frameTicks(frame));
            send(1, frameTicks(frame), frameTicks(frame + reorder), frame % gop == 0, bytesPerPicture);
            frame++;
        }
        return this;
    }

    /** Sends sound only, for as long as {@code count} frames. */
    MadeUpStream soundOnly(int count) {
        for (int i = 0; i < count; i++) {
            sendSoundUntil(frameTicks(frame));
            frame++;
        }
        return this;
    }

    void sendSoundUntil(long videoTicks) {
        long shift = Timescale.MILLISECONDS.rescale(offsetMillis + 46, audio.timescale());
        while (audio.timescale().rescale(shift + sound * 1024, Timescale.VIDEO) <= videoTicks) {
            long at = shift + sound * 1024;
            send(2, at, at, true, 30);
            sound++;
        }
    }

    private void send(int track, long dts, long pts, boolean keyframe, int size) {
        ByteBuffer data = ByteBuffer.allocate(size);
        data.putInt(0, sent.size());
        Packet packet = new Packet(track, dts, pts, keyframe, data);
        sent.add(packet);
        to.packet(packet);
    }
}
