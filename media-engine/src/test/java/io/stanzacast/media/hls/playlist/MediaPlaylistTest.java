package io.stanzacast.media.hls.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MediaPlaylistTest {
    private static final String DATE = "2026-01-02T03:04:05.678Z";

    private static MediaPlaylist playlist(
            List<SegmentEntry> segments, Optional<SegmentEntry> open, int skip, boolean ended) {
        return new MediaPlaylist(
                2, 200_000, skip, 7, 1, true, segments, open, ended ? Optional.empty() : Optional.of("p9.m4s"), ended);
    }

    private static SegmentEntry segment(String uri, boolean discontinuity, String map, PartEntry... parts) {
        return new SegmentEntry(uri, 2_002_000, DATE, discontinuity, map, List.of(parts));
    }

    @Test
    @DisplayName("draft 22 §4.4.4.9: DISCONTINUITY, MAP and DATE-TIME stand before the first part of their segment")
    void writesALivePlaylist() {
        String text = playlist(
                        List.of(
                                segment("s7.m4s", false, "i0.mp4"),
                                segment("s8.m4s", true, "i1.mp4", new PartEntry("p7.m4s", 200_000, true))),
                        Optional.of(segment("s9.m4s", false, "i1.mp4", new PartEntry("p8.m4s", 166_667, false))),
                        0,
                        false)
                .encode();
        assertThat(text).isEqualTo("""
                        #EXTM3U
                        #EXT-X-VERSION:6
                        #EXT-X-TARGETDURATION:2
                        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.6,HOLD-BACK=6.0
                        #EXT-X-PART-INF:PART-TARGET=0.2
                        #EXT-X-MEDIA-SEQUENCE:7
                        #EXT-X-DISCONTINUITY-SEQUENCE:1
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MAP:URI="i0.mp4"
                        #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.678Z
                        #EXTINF:2.002,
                        s7.m4s
                        #EXT-X-DISCONTINUITY
                        #EXT-X-MAP:URI="i1.mp4"
                        #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.678Z
                        #EXT-X-PART:DURATION=0.2,URI="p7.m4s",INDEPENDENT=YES
                        #EXTINF:2.002,
                        s8.m4s
                        #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.678Z
                        #EXT-X-PART:DURATION=0.166667,URI="p8.m4s"
                        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="p9.m4s"
                        """);
    }

    @Test
    @DisplayName("draft 22 §4.4.3.4: an ended playlist has ENDLIST and no hint")
    void endsWithoutAHint() {
        String text = playlist(List.of(segment("s7.m4s", false, "i0.mp4")), Optional.empty(), 0, true)
                .encode();
        assertThat(text).endsWith("s7.m4s\n#EXT-X-ENDLIST\n").doesNotContain("PRELOAD-HINT");
    }

    @Test
    @DisplayName("draft 22 §6.2.5.1: a delta update leaves out what is further from the end than the skip boundary")
    void skipsInADeltaUpdate() {
        List<SegmentEntry> ten = IntStream.range(0, 10)
                .mapToObj(i -> segment("s" + i + ".m4s", false, "i0.mp4"))
                .toList();
        MediaPlaylist playlist = playlist(ten, Optional.empty(), 12, false);
        assertThat(playlist.encodeDelta())
                .contains("#EXT-X-VERSION:9\n", "CAN-SKIP-UNTIL=12.0,", "#EXT-X-MEDIA-SEQUENCE:7\n")
                .contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=4\n")
                .doesNotContain("s3.m4s")
                .contains("s4.m4s");
        assertThat(playlist.encode()).doesNotContain("EXT-X-SKIP").contains("s0.m4s");
        assertThat(playlist(ten, Optional.empty(), 12, true).encodeDelta()).doesNotContain("EXT-X-SKIP");
        assertThat(playlist(ten.subList(0, 6), Optional.empty(), 12, false).encodeDelta())
                .doesNotContain("EXT-X-SKIP");
    }

    @Test
    @DisplayName("draft 22 §4.4.6.2: the attributes of a variant")
    void writesAMultivariantPlaylist() {
        assertThat(new MultivariantPlaylist(
                                "e/media.m3u8",
                                5_400_000,
                                4_500_000,
                                "avc1.640028,mp4a.40.2",
                                Optional.of(new MultivariantPlaylist.Picture(1920, 1080, 30000 / 1001.0)))
                        .encode())
                .isEqualTo("""
                        #EXTM3U
                        #EXT-X-STREAM-INF:BANDWIDTH=5400000,AVERAGE-BANDWIDTH=4500000,CODECS="avc1.640028,mp4a.40.2",\
                        RESOLUTION=1920x1080,FRAME-RATE=29.970
                        e/media.m3u8
                        """);
        assertThat(new MultivariantPlaylist("e/media.m3u8", 150_000, 128_000, "mp4a.40.2", Optional.empty()).encode())
                .contains("CODECS=\"mp4a.40.2\"\n")
                .doesNotContain("RESOLUTION");
    }

    @Test
    void writesSecondsWithoutLoss() {
        assertThat(Decimals.appendSeconds(new StringBuilder(), 0).toString()).isEqualTo("0.0");
        assertThat(Decimals.appendSeconds(new StringBuilder(), 2_000_000).toString())
                .isEqualTo("2.0");
        assertThat(Decimals.appendSeconds(new StringBuilder(), 208_344).toString())
                .isEqualTo("0.208344");
        assertThat(Decimals.appendSeconds(new StringBuilder(), 12_000_001).toString())
                .isEqualTo("12.000001");
        assertThat(Decimals.appendSeconds(new StringBuilder(), 50_000).toString())
                .isEqualTo("0.05");
    }
}
