package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of a publication with Debian's FFmpeg on the other end. */
class FfmpegPublishTest {
    private static final String TONE = " -f lavfi -i sine=frequency=440:sample_rate=44100 ";
    private static final String AAC = " -c:a aac -b:a 96k -ar 44100 -ac 2 ";

    @ParameterizedTest(name = "{0} frames a second, {3} B-frames")
    @CsvSource({
        "25, 25, 1, 0",
        "24, 24, 1, 2",
        "30000/1001, 30000, 1001, 2",
        "24000/1001, 24000, 1001, 0",
        "30, 30, 1, 2",
        "60, 60, 1, 3",
        "60000/1001, 60000, 1001, 0"
    })
    void putsPicturesBackOnTheEvenGrid(String rate, int numerator, int denominator, int bFrames) throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("secret-a"),
                        "-f lavfi -i testsrc2=size=322x182:rate=" + rate + TONE
                                + "-t 3 -c:v libx264 -pix_fmt yuv420p -preset ultrafast -g 48 -bf " + bFrames + AAC)) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));

            FrameRate expected = new FrameRate(numerator, denominator);
            Track video = rig.reader.track(0, TrackWriter.VIDEO_TRACK);
            assertThat(rig.reader.announcements()).hasSize(1);
            assertThat(video.frameRate()).isEqualTo(expected);
            Codec.H264 h264 = (Codec.H264) video.codec();
            assertThat(List.of(h264.width(), h264.height(), h264.nalLengthSize()))
                    .containsExactly(322, 182, 4);
            assertThat(((Codec.Aac) rig.reader.track(0, TrackWriter.AUDIO_TRACK).codec()).sampleRate())
                    .isEqualTo(44_100);

            List<Packet> pictures = rig.reader.video();
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(3 * numerator / denominator - 1);
            assertThat(pictures.get(0).keyframe()).isTrue();
            long zero = pictures.get(0).dtsTicks();
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(pictures.get(i).dtsTicks() - zero).isEqualTo(expected.ticksOf(i, Timescale.VIDEO));
            }
            assertThat(pictures.stream()
                            .map(p -> p.ptsTicks() - pictures.get(0).ptsTicks())
                            .sorted())
                    .startsWith(0L, expected.ticksOf(1, Timescale.VIDEO), expected.ticksOf(2, Timescale.VIDEO));
            assertEvenSound(rig.reader.audio());
            assertThat(rig.reader.events).endsWith("ended", "unpublished a");
        }
    }

    private static void assertEvenSound(List<Packet> sound) {
        assertThat(sound).hasSizeGreaterThan(120);
        for (int i = 1; i < sound.size(); i++) {
            assertThat(sound.get(i).dtsTicks() - sound.get(i - 1).dtsTicks()).isEqualTo(1024);
        }
    }

    @Test
    void leavesTimesOfAVariableRateAsTheyAre() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("secret-a"),
                        "-f lavfi -i testsrc2=size=320x180:rate=25,settb=1/1000,setpts=N*40+random(0)*30 -t 5 -vsync vfr"
                                + " -enc_time_base 1/1000 -c:v libx264 -preset ultrafast -g 20 -bf 0"
                                + " -flvflags no_metadata")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));

            assertThat(rig.reader.track(0, TrackWriter.VIDEO_TRACK).frameRate()).isNull();
            assertThat(rig.reader.announcements()).hasSize(1);
            assertThat(rig.reader.video()).hasSize(125).allMatch(packet -> packet.dtsTicks() % 90 == 0);
        }
    }

    @Test
    void keepsEveryNalUnitButDelimiters() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("secret-a"),
                        "-f lavfi -i testsrc2=size=320x180:rate=25 -t 1 -c:v libx264 -x264-params aud=1 -an")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));

            assertThat(rig.reader.track(0, TrackWriter.VIDEO_TRACK).bitsPerSecond())
                    .isZero();
            assertThat(rig.reader.announcements().get(0)).hasSize(1);
            ByteBuffer first = rig.reader.video().get(0).data();
            assertThat(first.get(first.position() + 4) & 31)
                    .as("SEI with x264's settings")
                    .isEqualTo(6);
        }
    }

    @Test
    void passesTheWrapOf31BitsUnnoticed() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("secret-a"),
                        "-f lavfi -i testsrc2=size=320x180:rate=25" + TONE
                                + "-t 4 -c:v libx264 -preset ultrafast -bf 2" + AAC
                                + " -output_ts_offset 2147481.5 -flvflags no_duration_filesize")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));

            assertThat(rig.reader.events).doesNotContain("discontinuity");
            List<Packet> pictures = rig.reader.video();
            assertThat(pictures).hasSize(100);
            for (int i = 1; i < pictures.size(); i++) {
                assertThat(pictures.get(i).dtsTicks() - pictures.get(i - 1).dtsTicks())
                        .isEqualTo(3600);
            }
            assertEvenSound(rig.reader.audio());
        }
    }

    @Test
    void followsParameterSetsThatChangeWithinTheStream() throws Exception {
        Path folder = Files.createTempDirectory("rtmp");
        Path small = folder.resolve("small.ts");
        Path large = folder.resolve("large.ts");
        encode("320x180", small);
        encode("640x360", large);
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg =
                        Publisher.start(rig.url("secret-a"), "-i concat:" + small + "|" + large + " -c copy")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));

            assertThat(rig.reader.announcements()).hasSize(2);
            assertThat(width(rig, 0)).isEqualTo(320);
            assertThat(width(rig, 1)).isEqualTo(640);
            assertThat(rig.reader.video()).allSatisfy(packet -> {
                int type = packet.data().get(packet.data().position() + 4) & 31;
                assertThat(type).as("no delimiter, no parameter set").isIn(1, 5, 6);
            });
        }
    }

    private static int width(ServerRig rig, int announcement) {
        return ((Codec.H264)
                        rig.reader.track(announcement, TrackWriter.VIDEO_TRACK).codec())
                .width();
    }

    private static void encode(String size, Path file) throws Exception {
        Process ffmpeg = new ProcessBuilder(("ffmpeg -loglevel error -nostdin -y -f lavfi -i testsrc2=size=" + size
                                + ":rate=25 -t 2 -c:v libx264 -preset ultrafast -g 25 " + file)
                        .split(" "))
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "-an -c:v flv1, video codec: Sorenson H.263 (expected: H.264)",
        "-c:v libx264 -c:a libmp3lame -ar 44100, audio codec: MP3 (expected: AAC)"
    })
    void tellsFfmpegWhichCodecItCannotTake(String codecs, String message) throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("secret-a"),
                        "-re -f lavfi -i testsrc2=size=320x180:rate=25" + TONE + "-t 20 " + codecs)) {
            assertThat(ffmpeg.exitCode()).isNotZero();
            assertThat(ffmpeg.output()).contains("Server error: " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"live/secret-a?token=1&x=2", "live?x=1/secret-a", "publish/secret-a"})
    void findsTheKeyInEveryFormOfUrl(String path) throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        "rtmp://127.0.0.1:" + rig.server.port() + "/" + path,
                        "-f lavfi -i testsrc2=size=320x180:rate=25 -t 1 -c:v libx264")) {
            assertThat(ffmpeg.exitCode()).as(ffmpeg.output()).isZero();
            await().until(() -> rig.reader.events.contains("unpublished a"));
        }
    }

    @Test
    void endsEveryPublicationWhenTheServerCloses() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = live(rig)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !rig.reader.video().isEmpty());
            rig.server.close();
            await().until(() -> rig.reader.events.contains("unpublished a"));
            assertThat(ffmpeg.exitCode()).isNotZero();
        }
    }

    @Test
    void tellsFfmpegThatTheKeyIsWrong() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher ffmpeg = Publisher.start(
                        rig.url("guess"), "-f lavfi -i testsrc2=size=320x180:rate=25 -t 5 -c:v libx264")) {
            assertThat(ffmpeg.exitCode()).isNotZero();
            assertThat(ffmpeg.output()).contains("Server error: wrong stream key");
            assertThat(rig.reader.events).isEmpty();
        }
    }

    @Test
    void refusesASecondPublisherWhenToldSo() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REFUSE);
                Publisher first = live(rig)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !rig.reader.video().isEmpty());
            try (Publisher second = live(rig)) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.output()).contains("Server error: already publishing");
            }
            assertThat(first.isAlive()).isTrue();
            assertThat(rig.reader.events).doesNotContain("ended");
        }
    }

    @Test
    void letsASecondPublisherReplaceTheFirstWhenToldSo() throws Exception {
        try (ServerRig rig = ServerRig.start(OnBusy.REPLACE);
                Publisher first = live(rig)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !rig.reader.video().isEmpty());
            try (Publisher second = live(rig)) {
                assertThat(first.exitCode()).isNotZero();
                int ended = rig.reader.events.indexOf("ended");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> rig.reader.events.stream().skip(ended).anyMatch(Packet.class::isInstance));
                assertThat(second.isAlive()).isTrue();
                assertThat(rig.reader.events.subList(ended, ended + 3))
                        .startsWith("ended", "unpublished a", "published a");
                assertThat(rig.registry.all()).hasSize(1);
            }
        }
    }

    private static Publisher live(ServerRig rig) throws Exception {
        return Publisher.start(
                rig.url("secret-a"),
                "-re -f lavfi -i testsrc2=size=320x180:rate=25" + TONE + "-t 60 -c:v libx264 -preset ultrafast" + AAC);
    }
}
