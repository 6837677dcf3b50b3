package io.stanzacast.media.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Timescale;
import io.stanzacast.media.track.Track;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class InitEncoderTest {
    private static final byte[] AVCC = {1, 0x64, 0, 0x28, (byte) 0xFF, (byte) 0xE0, 0};
    private static final byte[] CONFIG = {0x11, (byte) 0x90};

    private final Track video = new Track(
            1, Track.Kind.VIDEO, new Codec.H264(AVCC, 1280, 720, 4), Timescale.VIDEO, new FrameRate(30, 1), 0);

    private static Track audio(int sampleRate) {
        return new Track(
                2, Track.Kind.AUDIO, new Codec.Aac(CONFIG, 2, sampleRate, 2), new Timescale(sampleRate), null, 0);
    }

    private static ByteBuf encode(Track... tracks) {
        ByteBuf out = Unpooled.buffer();
        InitEncoder.encode(List.of(tracks), out);
        return out;
    }

    private static Mp4Reader.Box sampleDescription(Mp4Reader.Box trak) {
        return trak.child("mdia", 0).child("minf", 0).child("stbl", 0).child("stsd", 0);
    }

    @Test
    @DisplayName("ISO/IEC 14496-12 §4.3: the brands FFmpeg's CMAF has")
    void beginsWithTheFileType() {
        Mp4Reader.Box ftyp = Mp4Reader.boxes(encode(video)).get(0);
        assertThat(ftyp.type()).isEqualTo("ftyp");
        assertThat(ByteBufUtil.hexDump(ftyp.content())).isEqualTo("69736f360000020069736f36636d66636d703431");
    }

    @Test
    void hasATrackAndDefaultsForEachCodec() {
        Mp4Reader.Box moov = Mp4Reader.box(encode(video, audio(48_000)), "moov");
        assertThat(moov.children(0)).extracting(Mp4Reader.Box::type).containsExactly("mvhd", "trak", "trak", "mvex");
        assertThat(moov.child("mvex", 0).children(0))
                .extracting(box -> ByteBufUtil.hexDump(box.content()))
                .containsExactly(
                        "000000000000000100000001000000000000000000000000",
                        "000000000000000200000001000000000000000000000000");
        List<Mp4Reader.Box> traks = moov.children(0).subList(1, 3);
        assertThat(ByteBufUtil.hexDump(traks.get(0).child("tkhd", 0).content())).endsWith("0500000002d00000");
        assertThat(traks)
                .extracting(trak -> trak.child("mdia", 0).child("mdhd", 0).content())
                .extracting(mdhd -> mdhd.getInt(mdhd.readerIndex() + 12))
                .containsExactly(90_000, 48_000);
        for (String empty : List.of("stts", "stsc", "stsz", "stco")) {
            ByteBuf table = traks.get(0)
                    .child("mdia", 0)
                    .child("minf", 0)
                    .child("stbl", 0)
                    .child(empty, 0)
                    .content();
            assertThat(ByteBufUtil.hexDump(table)).matches("0+");
        }
    }

    @Test
    @DisplayName("ISO/IEC 14496-15 §5.4.2.1: avc1 with the publisher's avcC")
    void carriesTheVideoConfiguration() {
        Mp4Reader.Box moov = Mp4Reader.box(encode(video), "moov");
        Mp4Reader.Box avc1 = sampleDescription(moov.child("trak", 0)).child("avc1", 8);
        assertThat(avc1.content().getUnsignedShort(avc1.content().readerIndex() + 24))
                .isEqualTo(1280);
        assertThat(avc1.content().getUnsignedShort(avc1.content().readerIndex() + 26))
                .isEqualTo(720);
        assertThat(ByteBufUtil.getBytes(avc1.child("avcC", 78).content())).isEqualTo(AVCC);
    }

    @Test
    @DisplayName("ISO/IEC 14496-14 §6.7: mp4a with an elementary stream descriptor")
    void carriesTheSoundConfiguration() {
        Mp4Reader.Box moov = Mp4Reader.box(encode(audio(44_100)), "moov");
        Mp4Reader.Box mp4a = sampleDescription(moov.child("trak", 0)).child("mp4a", 8);
        assertThat(mp4a.content().getUnsignedInt(mp4a.content().readerIndex() + 24))
                .isEqualTo(44_100L << 16);
        assertThat(ByteBufUtil.hexDump(mp4a.child("esds", 28).content()))
                .isEqualTo("00000000" + "0380808022" + "000000" + "0480808014" + "4015000000" + "0000000000000000"
                        + "0580808002" + "1190" + "0680808001" + "02");
    }

    @Test
    void leavesOutARateThatDoesNotFitItsField() {
        Mp4Reader.Box moov = Mp4Reader.box(encode(audio(96_000)), "moov");
        Mp4Reader.Box mp4a = sampleDescription(moov.child("trak", 0)).child("mp4a", 8);
        assertThat(mp4a.content().getUnsignedInt(mp4a.content().readerIndex() + 24))
                .isZero();
    }
}
