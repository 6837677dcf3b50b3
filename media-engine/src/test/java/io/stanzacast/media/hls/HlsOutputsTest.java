package io.stanzacast.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import io.stanzacast.media.live.StreamPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HlsOutputsTest {
    private final Broadcast broadcast = new Broadcast(new HlsConfig(null, null, null, null, null, 64, 2, null));
    private final Viewer viewer = broadcast.viewer();

    @AfterEach
    void close() {
        broadcast.close();
    }

    private String live() {
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.publish().frames(130);
        return broadcast.playlist();
    }

    @Test
    void goesOnAirBeforeOrAfterThePublisherComes() {
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.OFFLINE);
        broadcast.publish().frames(70);
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.run();
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.STARTING);
        broadcast.frames(50 + 61);
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.LIVE);
        assertThat(broadcast.states).containsExactly(HlsState.STARTING, HlsState.LIVE);
    }

    @Test
    @DisplayName(
            "draft 22 §6.2.1: off air the playlist ends, then goes, and its segments live on for as long as it lasted")
    void endsThePlaylistThenTakesItDownThenTheSegments() {
        String playlist = live();
        String segment = broadcast.media("s0.m4s");
        viewer.ask(HttpMethod.GET, playlist + "?_HLS_msn=2&_HLS_part=1");
        Viewer waitsForPart = broadcast.viewer();
        waitsForPart.ask(HttpMethod.GET, broadcast.media("p22.m4s"));
        broadcast.outputs.stop(Broadcast.SHOW, false);
        broadcast.run();
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.OFFLINE);
        assertThat(viewer.answer().orElseThrow().text()).endsWith("s2.m4s\n#EXT-X-ENDLIST\n");
        assertThat(waitsForPart.answer().orElseThrow().status()).isEqualTo(404);
        assertThat(viewer.get(playlist + "?_HLS_msn=77").status()).isEqualTo(200);
        broadcast.pass(19);
        assertThat(viewer.get(playlist).status()).isEqualTo(200);
        broadcast.pass(1);
        assertThat(viewer.get(playlist).status()).isEqualTo(404);
        assertThat(viewer.get("/hls/show/index.m3u8").status()).isEqualTo(404);
        assertThat(viewer.get(segment).status()).isEqualTo(200);
        broadcast.pass(5);
        assertThat(viewer.get(segment).status()).isEqualTo(404);
        assertThat(broadcast.states).endsWith(HlsState.LIVE, HlsState.OFFLINE);
    }

    @Test
    void takesEverythingAwayAtOnceWhenToldSo() {
        String playlist = live();
        String segment = broadcast.media("s0.m4s");
        viewer.ask(HttpMethod.GET, playlist + "?_HLS_msn=2");
        broadcast.outputs.stop(Broadcast.SHOW, true);
        Viewer other = broadcast.viewer();
        for (String uri : new String[] {playlist, segment, "/hls/show/index.m3u8"}) {
            assertThat(other.get(uri).status()).as(uri).isEqualTo(404);
        }
        broadcast.run();
        assertThat(viewer.answer().orElseThrow().status()).isEqualTo(404);
    }

    @Test
    void takesAnEndedBroadcastAwayToo() {
        String playlist = live();
        broadcast.outputs.stop(Broadcast.SHOW, false);
        broadcast.run();
        broadcast.outputs.stop(Broadcast.SHOW, true);
        assertThat(viewer.get(playlist).status()).isEqualTo(404);
    }

    @Test
    void startsAgainAtOnceWithANewEpoch() {
        String first = live();
        broadcast.outputs.stop(Broadcast.SHOW, false);
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.run();
        assertThat(broadcast.playlist()).isEqualTo(first);
        broadcast.frames(111);
        String second = broadcast.playlist();
        assertThat(second).isNotEqualTo(first);
        assertThat(viewer.get(second).text())
                .contains("#EXT-X-MEDIA-SEQUENCE:0\n")
                .doesNotContain("ENDLIST");
        assertThat(viewer.get(first).text()).endsWith("#EXT-X-ENDLIST\n");
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.LIVE);
    }

    @Test
    void beginsAnotherEpochWhenThePublisherComesBack() {
        String first = live();
        broadcast.leave();
        assertThat(viewer.get(first).text()).endsWith("#EXT-X-ENDLIST\n");
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.STARTING);
        broadcast.publish().frames(70);
        assertThat(broadcast.outputs.state(Broadcast.SHOW)).isEqualTo(HlsState.LIVE);
        assertThat(broadcast.playlist()).isNotEqualTo(first);
        assertThat(broadcast.states)
                .containsExactly(HlsState.STARTING, HlsState.LIVE, HlsState.STARTING, HlsState.LIVE);
    }

    @Test
    void keepsFewEndedPresentationsOfOnePath() {
        String first = live();
        for (int i = 0; i < 5; i++) {
            broadcast.leave();
            broadcast.publish().frames(70);
        }
        assertThat(viewer.get(first).status()).isEqualTo(404);
    }

    @Test
    void showsNothingOfAPublisherThatLeavesBeforeItsFirstSegment() {
        broadcast.outputs.start(Broadcast.SHOW);
        broadcast.publish().frames(40);
        broadcast.leave();
        assertThat(viewer.get("/hls/show/index.m3u8").status()).isEqualTo(404);
        assertThat(broadcast.states).containsExactly(HlsState.STARTING);
    }

    @Test
    void letsEndedPresentationsGoWhenMemoryIsScarce() {
        String first = live();
        broadcast.leave();
        broadcast.publish().bytesPerPicture(200_000).frames(190);
        String second = broadcast.playlist();
        assertThat(viewer.get(first).status()).isEqualTo(200);
        broadcast.pass(0);
        assertThat(viewer.get(first).status()).isEqualTo(404);
        broadcast.frames(400);
        assertThat(viewer.get(second).status()).isEqualTo(200);
    }

    @Test
    void refusesMoreOutputsThanConfigured() {
        broadcast.outputs.start(new StreamPath("one"));
        broadcast.outputs.start(new StreamPath("two"));
        broadcast.outputs.start(new StreamPath("two"));
        assertThatThrownBy(() -> broadcast.outputs.start(new StreamPath("three")))
                .hasMessage("outputs on air: 2 (expected: below 2)");
        broadcast.outputs.stop(new StreamPath("one"), false);
        broadcast.outputs.start(new StreamPath("three"));
    }
}
