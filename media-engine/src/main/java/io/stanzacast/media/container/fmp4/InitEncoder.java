package io.stanzacast.media.container.fmp4;

import io.netty.buffer.ByteBuf;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.Track;
import java.util.List;

/** Encodes an initialization section: {@code ftyp} and a {@code moov} without samples (ISO/IEC 14496-12 §8.2, §8.8). */
public final class InitEncoder {
    private static final int[] UNITY_MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    private static final int LANGUAGE_UNDETERMINED = 0x55C4;

    private final BoxWriter box;

    private InitEncoder(ByteBuf out) {
        this.box = new BoxWriter(out);
    }

    /** Appends the section for {@code tracks}; sample times are counted in each track's timescale, edit lists are never written. */
    public static void encode(List<Track> tracks, ByteBuf out) {
        InitEncoder encoder = new InitEncoder(out);
        encoder.fileType();
        encoder.movie(tracks);
    }

    private void fileType() {
        int at = box.begin("ftyp");
        box.ascii("iso6").u32(512).ascii("iso6").ascii("cmfc").ascii("mp41");
        box.end(at);
    }

    private void movie(List<Track> tracks) {
        int moov = box.begin("moov");
        int mvhd = box.beginFull("mvhd", 0, 0);
        box.u32(0).u32(0).u32(1000).u32(0).u32(0x10000).u16(0x100).zeros(10);
        matrix();
        int next = tracks.stream().mapToInt(Track::id).max().orElse(0) + 1;
        box.zeros(24).u32(next);
        box.end(mvhd);
        tracks.forEach(this::track);
        int mvex = box.begin("mvex");
        for (Track track : tracks) {
            int trex = box.beginFull("trex", 0, 0);
            box.u32(track.id()).u32(1).u32(0).u32(0).u32(0);
            box.end(trex);
        }
        box.end(mvex);
        box.end(moov);
    }

    private void track(Track track) {
        int trak = box.begin("trak");
        int tkhd = box.beginFull("tkhd", 0, 3);
        boolean video = track.kind() == Track.Kind.VIDEO;
        box.u32(0).u32(0).u32(track.id()).u32(0).u32(0).zeros(8).u16(0).u16(0);
        box.u16(video ? 0 : 0x100).u16(0);
        matrix();
        box.u32((long) width(track) << 16).u32((long) height(track) << 16);
        box.end(tkhd);
        int mdia = box.begin("mdia");
        int mdhd = box.beginFull("mdhd", 0, 0);
        box.u32(0).u32(0).u32(track.timescale().ticksPerSecond()).u32(0);
        box.u16(LANGUAGE_UNDETERMINED).u16(0);
        box.end(mdhd);
        int hdlr = box.beginFull("hdlr", 0, 0);
        box.u32(0).ascii(video ? "vide" : "soun").zeros(12);
        box.ascii(video ? "VideoHandler" : "SoundHandler").u8(0);
        box.end(hdlr);
        mediaInformation(track, video);
        box.end(mdia);
        box.end(trak);
    }

    private void mediaInformation(Track track, boolean video) {
        int minf = box.begin("minf");
        int header = video ? box.beginFull("vmhd", 0, 1) : box.beginFull("smhd", 0, 0);
        box.zeros(video ? 8 : 4);
        box.end(header);
        int dinf = box.begin("dinf");
        int dref = box.beginFull("dref", 0, 0);
        box.u32(1);
        int url = box.beginFull("url ", 0, 1);
        box.end(url);
        box.end(dref);
        box.end(dinf);
        int stbl = box.begin("stbl");
        int stsd = box.beginFull("stsd", 0, 0);
        box.u32(1);
        new SampleEntryWriter(box).write(track.codec());
        box.end(stsd);
        for (String empty : new String[] {"stts", "stsc", "stsz", "stco"}) {
            int at = box.beginFull(empty, 0, 0);
            box.zeros(empty.equals("stsz") ? 8 : 4);
            box.end(at);
        }
        box.end(stbl);
        box.end(minf);
    }

    private void matrix() {
        for (int value : UNITY_MATRIX) {
            box.u32(value);
        }
    }

    private static int width(Track track) {
        return track.codec() instanceof Codec.H264 h264 ? h264.width() : 0;
    }

    private static int height(Track track) {
        return track.codec() instanceof Codec.H264 h264 ? h264.height() : 0;
    }
}
