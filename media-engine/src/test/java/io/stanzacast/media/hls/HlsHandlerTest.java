package io.stanzacast.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HlsHandlerTest {
    private final Broadcast broadcast = new Broadcast(new HlsConfig(null, null, null, null, null, null, null, 2));
    private final Viewer viewer = broadcast.viewer();

    /** Two whole segments, then three parts of the third. */
    private String live() {
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.publish().frames(120 + 18);
        return broadcast.playlist();
    }

    @AfterEach
    void close() {
        broadcast.close();
    }

    @Test
    void leadsFromTheMultivariantPlaylistToTheSegments() {
        String playlist = live();
        Viewer.Answer multivariant = viewer.get("/hls/show/index.m3u8");
        assertThat(multivariant.status()).isEqualTo(200);
        assertThat(multivariant.text())
                .contains("CODECS=\"avc1.640028,mp4a.40.2\",RESOLUTION=1920x1080,FRAME-RATE=30.000");
        Viewer.Answer media = viewer.get(playlist);
        assertThat(media.text()).contains("s0.m4s", "s1.m4s", "p22.m4s", "URI=\"p23.m4s\"");
        assertThat(viewer.get(broadcast.media("i0.mp4")).status()).isEqualTo(200);
        byte[] segment = viewer.get(broadcast.media("s1.m4s")).body();
        assertThat(segment)
                .hasSizeGreaterThan(60 * 900)
                .startsWith(viewer.get(broadcast.media("p10.m4s")).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls/",
                "/hls/index.m3u8",
                "/hls/other/index.m3u8",
                "/hls/show/",
                "/hls/show",
                "/hls/show/x/media.m3u8",
                "/hls/../index.m3u8",
                "/hls/show/%2e%2e/index.m3u8",
                "/hls//index.m3u8",
                "/other"
            })
    void answers404WithAShortLifeToWhatItDoesNotKnow(String uri) {
        live();
        Viewer.Answer answer = viewer.get(uri);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("cache-control")).isEqualTo("max-age=1");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s2.m4s", "s9.m4s", "p24.m4s", "i1.mp4", "p-1.m4s", "p01.m4s", "x0.m4s", "p.m4s", "s1.mp4"})
    void answers404ToMediaThatIsNotThere(String name) {
        live();
        assertThat(viewer.get(broadcast.media(name)).status()).isEqualTo(404);
    }

    @Test
    void showsNothingBeforeTheFirstSegmentIsWhole() {
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.publish().frames(60);
        assertThat(viewer.get("/hls/show/index.m3u8").status()).isEqualTo(404);
        broadcast.frames(1);
        assertThat(viewer.get("/hls/show/index.m3u8").status()).isEqualTo(200);
    }

    @Test
    void refusesPlaylistsAndMediaToWhomThePolicyRefuses() {
        String playlist = live();
        String part = broadcast.media("i0.mp4");
        broadcast.watchable = false;
        for (String uri : new String[] {"/hls/show/index.m3u8", playlist, part, "/hls/none/index.m3u8"}) {
            assertThat(viewer.get(uri).status()).as(uri).isEqualTo(403);
        }
        broadcast.watchable = true;
        assertThat(viewer.get(playlist).status()).isEqualTo(200);
    }

    @Test
    void showsNothingThatIsNotOnAir() {
        broadcast.publish().frames(150);
        assertThat(viewer.get("/hls/show/index.m3u8").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("draft 22 §6.2.5.2: a reload is held until the part it asks for is there")
    void holdsAReloadUntilThePartIsThere() {
        String playlist = live();
        viewer.ask(HttpMethod.GET, playlist + "?_HLS_msn=2&_HLS_part=3");
        broadcast.frames(5);
        assertThat(viewer.answer()).isEmpty();
        broadcast.frames(1);
        Viewer.Answer answer = viewer.answer().orElseThrow();
        assertThat(answer.text()).contains("URI=\"p23.m4s\"\n", "HINT:TYPE=PART,URI=\"p24.m4s\"");
        assertThat(answer.header("cache-control")).isEqualTo("public, max-age=2");
    }

    @Test
    @DisplayName("draft 22 §6.2.5.2: without a part, a reload is held until the segment is complete")
    void holdsAReloadUntilTheSegmentIsComplete() {
        String playlist = live();
        viewer.ask(HttpMethod.GET, playlist + "?_HLS_msn=2");
        broadcast.frames(42);
        assertThat(viewer.answer()).isEmpty();
        broadcast.frames(1);
        assertThat(viewer.answer().orElseThrow().text()).contains("\ns2.m4s\n");
    }

    @Test
    @DisplayName("draft 22 §6.2.5.2: a part beyond the last of a complete segment is the first of the next one")
    void countsAPartBeyondTheLastAsTheNextSegmentsFirst() {
        String playlist = live();
        broadcast.frames(42);
        viewer.ask(HttpMethod.GET, playlist + "?_HLS_msn=2&_HLS_part=10");
        broadcast.frames(5);
        assertThat(viewer.answer()).isEmpty();
        broadcast.frames(1);
        assertThat(viewer.answer().orElseThrow().text()).contains("\ns2.m4s\n", "URI=\"p30.m4s\",INDEPENDENT=YES");
    }

    @ParameterizedTest
    @CsvSource({
        "_HLS_msn=0",
        "_HLS_msn=1",
        "_HLS_msn=1&_HLS_part=3",
        "_HLS_msn=2&_HLS_part=2",
        "_HLS_msn=1&_HLS_part=99"
    })
    @DisplayName("draft 22 §6.2.5.2: what is there already is answered at once")
    void answersAtOnceWhatIsThere(String query) {
        String playlist = live();
        assertThat(viewer.get(playlist + "?" + query).text()).contains("p22.m4s");
    }

    @ParameterizedTest
    @CsvSource({
        "_HLS_part=0",
        "_HLS_msn=x",
        "_HLS_msn=",
        "_HLS_msn=-1",
        "_HLS_msn=4",
        "_HLS_msn=999999999999999999999",
        "_HLS_msn=2&_HLS_part=x",
        "_HLS_msn=2&_HLS_part=18",
        "_HLS_msn=3&_HLS_part=15"
    })
    @DisplayName("draft 22 §6.2.5.2: 400 to directives that are wrong or too far ahead")
    void refusesWrongDirectives(String query) {
        String playlist = live();
        Viewer.Answer answer = viewer.get(playlist + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"_HLS_msn=3", "_HLS_msn=2&_HLS_part=17", "_HLS_msn=3&_HLS_part=14"})
    void holdsWhatIsJustNotTooFarAhead(String query) {
        viewer.ask(HttpMethod.GET, live() + "?" + query);
        assertThat(viewer.answer()).isEmpty();
    }

    @Test
    @DisplayName("draft 22 §6.2.5.2: 503 after three target durations")
    void answers503WhenNothingComes() {
        viewer.ask(HttpMethod.GET, live() + "?_HLS_msn=2");
        broadcast.pass(5);
        assertThat(viewer.answer()).isEmpty();
        broadcast.pass(2);
        Viewer.Answer answer = viewer.answer().orElseThrow();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    @DisplayName("draft 22 §6.2.6: the hinted part is held and then sent whole")
    void holdsTheHintedPart() {
        String part = live().replace("media.m3u8", "p23.m4s");
        viewer.ask(HttpMethod.GET, part);
        broadcast.frames(5);
        assertThat(viewer.answer()).isEmpty();
        broadcast.frames(1);
        assertThat(viewer.answer().orElseThrow().body()).hasSizeGreaterThan(6 * 900);
    }

    @Test
    void holdsNoMoreRequestsThanConfigured() {
        String playlist = live() + "?_HLS_msn=2";
        Viewer second = broadcast.viewer();
        Viewer third = broadcast.viewer();
        viewer.ask(HttpMethod.GET, playlist);
        second.ask(HttpMethod.GET, playlist);
        assertThat(third.get(playlist).status()).isEqualTo(503);
        broadcast.frames(60);
        assertThat(viewer.answer().orElseThrow().status()).isEqualTo(200);
        assertThat(second.answer().orElseThrow().status()).isEqualTo(200);
        third.ask(HttpMethod.GET, playlist.replace("=2", "=3"));
        assertThat(third.answer()).isEmpty();
    }

    @Test
    void forgetsRequestsOfClosedConnections() {
        String playlist = live() + "?_HLS_msn=2";
        Viewer second = broadcast.viewer();
        viewer.ask(HttpMethod.GET, playlist);
        second.ask(HttpMethod.GET, playlist);
        broadcast.run();
        second.channel.close();
        broadcast.pass(1);
        second.channel.runPendingTasks();
        Viewer third = broadcast.viewer();
        third.ask(HttpMethod.GET, playlist);
        assertThat(third.answer()).isEmpty();
    }

    @Test
    @DisplayName("RFC 9110 §14.2: ranges")
    void servesRanges() {
        live();
        String uri = broadcast.media("p10.m4s");
        byte[] whole = viewer.get(uri).body();
        int size = whole.length;
        Viewer.Answer first = viewer.get(uri, "Range", "bytes=0-99");
        assertThat(first.status()).isEqualTo(206);
        assertThat(first.header("content-range")).isEqualTo("bytes 0-99/" + size);
        assertThat(first.body()).hasSize(100).isEqualTo(Arrays.copyOf(whole, 100));
        assertThat(viewer.get(uri, "Range", "bytes=-5").body()).isEqualTo(Arrays.copyOfRange(whole, size - 5, size));
        assertThat(viewer.get(uri, "Range", "bytes=10-").header("content-range"))
                .isEqualTo("bytes 10-" + (size - 1) + "/" + size);
        Viewer.Answer outside = viewer.get(uri, "Range", "bytes=" + size + "-");
        assertThat(outside.status()).isEqualTo(416);
        assertThat(outside.header("content-range")).isEqualTo("bytes */" + size);
        assertThat(viewer.get(uri, "Range", "bytes=0-1,5-6").status()).isEqualTo(200);
        assertThat(viewer.get(uri, "Range", "bytes=5-1").status()).isEqualTo(200);
        assertThat(viewer.get(uri, "Range", "lines=1-2").status()).isEqualTo(200);
        assertThat(viewer.get(uri, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("RFC 9110 §13.1.2: who has a version gets 304, by encoding")
    void answers304ToWhoHasIt() {
        String playlist = live();
        String plain = Optional.ofNullable(viewer.get(playlist).header("etag")).orElseThrow();
        String zipped = Optional.ofNullable(
                        viewer.get(playlist, "Accept-Encoding", "gzip").header("etag"))
                .orElseThrow();
        assertThat(plain).isNotEqualTo(zipped);
        assertThat(viewer.get(playlist, "If-None-Match", plain).status()).isEqualTo(304);
        assertThat(viewer.get(playlist, "If-None-Match", zipped).status()).isEqualTo(200);
        String segment = broadcast.media("s0.m4s");
        String tag = Optional.ofNullable(viewer.get(segment).header("etag")).orElseThrow();
        assertThat(viewer.get(segment, "If-None-Match", tag).status()).isEqualTo(304);
        broadcast.frames(6);
        assertThat(viewer.get(playlist, "If-None-Match", plain).status()).isEqualTo(200);
    }

    @Test
    void zipsPlaylistsForWhoTakesIt() throws IOException {
        String playlist = live();
        Viewer.Answer zipped = viewer.get(playlist, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
        assertThat(zipped.header("vary")).isEqualToIgnoringCase("accept-encoding");
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(text)
                .isEqualTo(viewer.get(playlist, "Accept-Encoding", "gzip;q=0").text());
        assertThat(viewer.get(broadcast.media("s0.m4s"), "Accept-Encoding", "gzip")
                        .header("content-encoding"))
                .isNull();
    }

    @Test
    void saysHowLongEachMayBeCached() {
        String playlist = live();
        assertThat(viewer.get(playlist).header("cache-control")).isEqualTo("no-cache");
        assertThat(viewer.get("/hls/show/index.m3u8").header("cache-control")).isEqualTo("no-cache");
        for (String name : new String[] {"i0.mp4", "s0.m4s", "p20.m4s"}) {
            Viewer.Answer answer = viewer.get(broadcast.media(name));
            assertThat(answer.header("cache-control")).isEqualTo("public, max-age=90, immutable");
            assertThat(answer.header("content-type")).isEqualTo("video/mp4");
        }
        assertThat(viewer.get(playlist).header("content-type")).isEqualTo("application/vnd.apple.mpegurl");
    }

    @Test
    void answersHeadWithoutABody() {
        String playlist = live();
        viewer.ask(HttpMethod.HEAD, playlist);
        Viewer.Answer answer = viewer.answer().orElseThrow();
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("content-length"))
                .isEqualTo("" + viewer.get(playlist).body().length);
    }

    @Test
    void answersPreflightsAndRefusesOtherMethods() {
        viewer.ask(HttpMethod.OPTIONS, live());
        Viewer.Answer preflight = viewer.answer().orElseThrow();
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-headers")).contains("Range");
        viewer.ask(HttpMethod.POST, "/hls/show/index.m3u8");
        assertThat(viewer.answer().orElseThrow().status()).isEqualTo(405);
    }
}
