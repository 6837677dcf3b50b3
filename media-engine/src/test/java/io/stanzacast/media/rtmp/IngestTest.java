package io.stanzacast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.media.bitstream.BitstreamException;
import io.stanzacast.media.container.flv.UnsupportedMediaException;
import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IngestTest {
    private static final Metadata BOTH = new Metadata(25, true, true, 2_500_000, 128_000);
    private static final Metadata PICTURES_ONLY = new Metadata(25, true, false, 0, 0);

    private final RecordingReader reader = new RecordingReader();
    private final List<Runnable> later = new ArrayList<>();
    private final LiveStream stream = new LiveStream(new StreamPath("a"), Runnable::run, () -> {});
    private final Ingest ingest = new Ingest(stream, later::add);

    IngestTest() {
        stream.addReader(reader);
    }

    private void begin(Metadata metadata) {
        ingest.metadata(metadata);
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS));
        if (metadata.hasAudio()) {
            ingest.audio(0, Bodies.audioHeader(Bodies.AAC_44100));
        }
    }

    @Test
    void passesTheFirstPictureOnAtOnceWhenAllIsKnown() {
        begin(BOTH);
        ingest.video(0, Bodies.keyframe());
        assertThat(reader.video()).hasSize(1);
        assertThat(later).isEmpty();
        assertThat(reader.announcements()).hasSize(1);
        Track video = reader.track(0, 1);
        assertThat(video.frameRate()).isEqualTo(new FrameRate(25, 1));
        assertThat(video.bitsPerSecond()).isEqualTo(2_500_000);
        assertThat(reader.track(0, 2).bitsPerSecond()).isEqualTo(128_000);
        assertThat(bytes(reader.video().get(0))).isEqualTo("0000000465aabbcc");
    }

    @Test
    void holdsPacketsHalfASecondWhenItDoesNotKnowWhetherSoundComes() {
        ingest.metadata(new Metadata(25, false, false, 0, 0));
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS));
        ingest.video(0, Bodies.keyframe());
        ingest.video(40, Bodies.interFrame());
        assertThat(reader.events).isEmpty();
        later.get(0).run();
        assertThat(reader.announcements().get(0)).hasSize(1);
        assertThat(reader.video()).hasSize(2);
        ingest.video(80, Bodies.interFrame());
        assertThat(reader.video()).hasSize(3);
        assertThat(later).hasSize(1);
    }

    @Test
    void holdsNoLongerThanHalfASecondOfMedia() {
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS));
        for (int time = 0; time <= 520; time += 40) {
            ingest.video(time, time == 0 ? Bodies.keyframe() : Bodies.interFrame());
        }
        assertThat(reader.video()).hasSize(14);
        assertThat(reader.track(0, 1).frameRate()).isEqualTo(new FrameRate(25, 1));
    }

    @Test
    void measuresTheFrameRateWhenParameterSetAndMetadataDisagree() {
        ingest.metadata(new Metadata(25, true, false, 0, 0));
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080_AT_30, Bodies.PPS));
        for (int i = 0; i < 13; i++) {
            assertThat(reader.events).isEmpty();
            ingest.video(Math.round(i * 1000 / 24.0), i == 0 ? Bodies.keyframe() : Bodies.interFrame());
        }
        assertThat(reader.video()).hasSize(13);
        assertThat(reader.track(0, 1).frameRate()).isEqualTo(new FrameRate(24, 1));
    }

    @Test
    void losesNothingOfTheHoldWhenThePublisherLeavesEarly() {
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS));
        ingest.video(0, Bodies.keyframe());
        ingest.release();
        assertThat(reader.video()).hasSize(1);
    }

    @Test
    void announcesSoundThatComesLateAtTheNextKeyframe() {
        begin(PICTURES_ONLY);
        ingest.video(0, Bodies.keyframe());
        ingest.audio(0, Bodies.audioHeader(Bodies.AAC_44100));
        ingest.audio(30, Bodies.sound());
        ingest.video(40, Bodies.interFrame());
        assertThat(reader.audio()).isEmpty();
        assertThat(reader.announcements()).hasSize(1);
        ingest.video(80, Bodies.keyframe());
        ingest.audio(90, Bodies.sound());
        assertThat(reader.announcements()).hasSize(2);
        assertThat(reader.audio()).hasSize(1);
    }

    @Test
    void playsSoundAlone() {
        ingest.metadata(new Metadata(0, false, true, 0, 0));
        ingest.audio(0, Bodies.audioHeader(Bodies.AAC_48000));
        for (int i = 0; i < 100; i++) {
            ingest.audio(i * 64L / 3, Bodies.sound());
        }
        assertThat(reader.audio()).hasSize(100);
        assertThat(reader.audio().get(99).dtsTicks()).isEqualTo(48_000 + 99 * 1024);
    }

    @Test
    void dropsPicturesBeforeTheFirstKeyframe() {
        begin(BOTH);
        ingest.video(0, Bodies.interFrame());
        ingest.audio(0, Bodies.sound());
        ingest.video(40, Bodies.keyframe());
        assertThat(reader.video()).hasSize(1);
        assertThat(reader.video().get(0).keyframe()).isTrue();
        assertThat(reader.audio()).hasSize(1);
    }

    @Test
    void ignoresAHeaderThatSaysNothingNew() {
        begin(PICTURES_ONLY);
        ingest.video(0, Bodies.keyframe());
        ingest.video(40, Bodies.videoHeader(Bodies.SPS_1080, Bodies.PPS));
        ingest.video(40, Bodies.keyframe());
        assertThat(reader.announcements()).hasSize(1);
        assertThat(reader.video()).hasSize(2);
    }

    @Test
    void announcesAnotherHeaderAtTheNextKeyframe() {
        begin(PICTURES_ONLY);
        ingest.video(0, Bodies.keyframe());
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_720, Bodies.PPS));
        ingest.video(40, Bodies.interFrame());
        assertThat(reader.announcements()).hasSize(1);
        ingest.video(80, Bodies.keyframe());
        assertThat(((Codec.H264) reader.track(1, 1).codec()).width()).isEqualTo(1280);
        assertThat(reader.events.get(reader.events.size() - 2)).isInstanceOf(List.class);
        assertThat(reader.video().get(2).dtsTicks()).isEqualTo(90_000 + 2 * 3600);
    }

    @Test
    void findsParameterSetsThatChangeWithinAKeyframe() {
        begin(PICTURES_ONLY);
        ingest.video(0, Bodies.picture(true, 0, Bodies.SPS_1080, Bodies.PPS, "65aa"));
        ingest.video(40, Bodies.picture(true, 0, "09f0", Bodies.SPS_720, Bodies.OTHER_PPS, "0605", "65bb"));
        ingest.video(80, Bodies.picture(true, 0, Bodies.SPS_720, Bodies.OTHER_PPS, "65cc"));
        assertThat(reader.announcements()).hasSize(2);
        Codec.H264 codec = (Codec.H264) reader.track(1, 1).codec();
        assertThat(List.of(codec.width(), codec.height())).containsExactly(1280, 720);
        assertThat(HexFormat.of().formatHex(codec.avcC())).isEqualTo(Bodies.avcC(Bodies.SPS_720, Bodies.OTHER_PPS));
        assertThat(reader.video().stream().map(IngestTest::bytes))
                .containsExactly("0000000265aa", "0000000206050000000265bb", "0000000265cc");
    }

    @Test
    void startsFromTheSetsOfTheKeyframeWhenTheHeaderHasNone() {
        ingest.metadata(PICTURES_ONLY);
        ingest.video(0, Bodies.hex("1700000000" + "01640028ffe000"));
        ingest.video(0, Bodies.picture(true, 0, Bodies.SPS_720, Bodies.PPS, "65aa"));
        assertThat(((Codec.H264) reader.track(0, 1).codec()).height()).isEqualTo(720);
        assertThat(reader.video()).hasSize(1);
    }

    @Test
    void announcesAnotherKindOfSoundAtTheNextKeyframe() {
        begin(BOTH);
        ingest.video(0, Bodies.keyframe());
        ingest.audio(0, Bodies.sound());
        ingest.audio(20, Bodies.audioHeader(Bodies.AAC_48000));
        ingest.audio(23, Bodies.sound());
        ingest.video(40, Bodies.keyframe());
        ingest.audio(46, Bodies.sound());
        assertThat(reader.track(1, 2).timescale().ticksPerSecond()).isEqualTo(48_000);
        assertThat(reader.audio()).hasSize(2);
        assertThat(reader.audio().get(1).dtsTicks()).isEqualTo(1046 * 48);
    }

    @Test
    void keepsMetadataAndEndOfSequenceOffTheClock() {
        begin(PICTURES_ONLY);
        ingest.video(100_000, Bodies.keyframe());
        ingest.video(0, Bodies.hex("1702000000"));
        ingest.video(0, Bodies.hex("5700"));
        ingest.video(0, new byte[0]);
        ingest.audio(0, new byte[0]);
        ingest.metadata(PICTURES_ONLY);
        ingest.video(100_040, Bodies.interFrame());
        assertThat(reader.events).doesNotContain("discontinuity");
        assertThat(reader.video().get(1).dtsTicks()).isEqualTo(90_000 + 3600);
    }

    @Test
    void tellsOfAClockThatBreaksAndGoesOnWithoutAGap() {
        begin(BOTH);
        ingest.video(1_000_000, Bodies.keyframe());
        ingest.audio(1_000_000, Bodies.sound());
        ingest.video(50, Bodies.keyframe());
        ingest.audio(55, Bodies.sound());
        assertThat(reader.events.stream().filter("discontinuity"::equals)).hasSize(1);
        assertThat(reader.events.indexOf("discontinuity"))
                .isLessThan(reader.events.indexOf(reader.video().get(1)));
        assertThat(reader.video().get(1).dtsTicks() - reader.video().get(0).dtsTicks())
                .isBetween(1L, 9000L);
    }

    @Test
    void passesTheWrapOf31BitsUnnoticed() {
        begin(PICTURES_ONLY);
        for (int i = 0; i < 100; i++) {
            ingest.video(0x7FFF_FF00L + i * 40L & 0x7FFF_FFFFL, i == 0 ? Bodies.keyframe() : Bodies.interFrame());
        }
        assertThat(reader.events).doesNotContain("discontinuity");
        List<Packet> pictures = reader.video();
        for (int i = 0; i < 100; i++) {
            assertThat(pictures.get(i).dtsTicks()).isEqualTo(90_000 + i * 3600L);
        }
    }

    @Test
    void leavesADamagedPictureOut() {
        begin(PICTURES_ONLY);
        ingest.video(0, Bodies.keyframe());
        ingest.video(40, Bodies.hex("2701000000" + "0000ffff41aa"));
        ingest.video(80, Bodies.interFrame());
        assertThat(reader.video()).hasSize(2);
        assertThat(ingest.damagedPictures()).isEqualTo(1);
    }

    @Test
    void correctsAFrameRateThatTheEncoderGotWrongAtAKeyframe() {
        ingest.metadata(new Metadata(30, true, false, 0, 0));
        ingest.video(0, Bodies.videoHeader(Bodies.SPS_1080_AT_30, Bodies.PPS));
        for (int i = 0; i < 130; i++) {
            ingest.video(i * 40L, i % 50 == 0 ? Bodies.keyframe() : Bodies.interFrame());
        }
        assertThat(reader.announcements()).hasSize(2);
        assertThat(reader.track(0, 1).frameRate()).isEqualTo(new FrameRate(30, 1));
        assertThat(reader.track(1, 1).frameRate()).isEqualTo(new FrameRate(25, 1));
        List<Packet> pictures = reader.video();
        for (int i = 101; i < 130; i++) {
            assertThat(pictures.get(i).dtsTicks() - pictures.get(i - 1).dtsTicks())
                    .isEqualTo(3600);
        }
    }

    @Test
    void refusesOtherCodecsByName() {
        assertThatThrownBy(() -> ingest.video(0, Bodies.hex("9068766331")))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("hvc1");
        assertThatThrownBy(() -> ingest.audio(0, Bodies.hex("2f00")))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("MP3");
    }

    @Test
    void keepsItsPromisesWhateverTheBytesAndTimes() {
        Random random = new Random(16);
        for (int round = 0; round < 300; round++) {
            RecordingReader heard = new RecordingReader();
            LiveStream live = new LiveStream(new StreamPath("b"), Runnable::run, () -> {});
            live.addReader(heard);
            Ingest fuzzed = new Ingest(live, later::add);
            try {
                for (int i = 0; i < 200; i++) {
                    feed(fuzzed, random);
                }
            } catch (UnsupportedMediaException | BitstreamException e) {
                assertThat(e).hasMessageContaining("expected");
            }
            assertPromises(heard);
        }
    }

    private static void feed(Ingest fuzzed, Random random) {
        long time = random.nextInt(20) == 0 ? random.nextLong() & 0xFFFF_FFFFL : random.nextInt(2000);
        switch (random.nextInt(8)) {
            case 0 ->
                fuzzed.video(
                        time, Bodies.videoHeader(random.nextBoolean() ? Bodies.SPS_720 : Bodies.SPS_1080, Bodies.PPS));
            case 1 ->
                fuzzed.audio(time, Bodies.audioHeader(random.nextBoolean() ? Bodies.AAC_44100 : Bodies.AAC_48000));
            case 2 -> fuzzed.video(time, Bodies.keyframe());
            case 3 -> fuzzed.video(time, Bodies.interFrame());
            case 4, 5 -> fuzzed.audio(time, Bodies.sound());
            case 6 -> fuzzed.metadata(new Metadata(random.nextInt(70), random.nextBoolean(), true, 0, 0));
            default -> {
                byte[] bytes = Bodies.picture(random.nextBoolean(), random.nextInt(), Bodies.SPS_720, "0605", "65aa");
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
                fuzzed.video(time, bytes);
            }
        }
    }

    private static void assertPromises(RecordingReader heard) {
        long[] last = {-1, -1, -1};
        boolean announced = false;
        for (Object event : heard.events) {
            if (event instanceof Packet packet) {
                assertThat(announced).isTrue();
                assertThat(packet.dtsTicks()).isGreaterThan(last[packet.track()]);
                assertThat(packet.size()).isPositive();
                last[packet.track()] = packet.dtsTicks();
            } else if (event instanceof List<?>) {
                announced = true;
                last[2] = -1;
            }
        }
    }

    private static String bytes(Packet packet) {
        ByteBuffer data = packet.data().duplicate();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
