package io.stanzacast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private final Route pages = (ctx, request) -> {};
    private final Route media = (ctx, request) -> {};
    private final Route bosh = (ctx, request) -> {};
    private final Routes routes = new Routes(Map.of("/", pages, "/hls/", media, "/http-bind", bosh));

    @Test
    void theLongestPrefixWins() {
        assertThat(routes.find("/hls/demo/index.m3u8?_HLS_msn=4")).containsSame(media);
        assertThat(routes.find("/c/demo")).containsSame(pages);
    }

    @Test
    void aPrefixWithoutSlashIsTheWholePath() {
        assertThat(routes.find("/http-bind?room=demo")).containsSame(bosh);
        assertThat(routes.find("/http-binding")).containsSame(pages);
    }

    @Test
    void whatIsNoPathFindsNothing() {
        assertThat(routes.find("*")).isEmpty();
        assertThat(routes.find("")).isEmpty();
    }
}
