package io.stanzacast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stanzacast.media.hls.HlsConfig;
import io.stanzacast.media.hls.HlsState;
import io.stanzacast.media.live.StreamPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's FFmpeg publishes, and decodes what comes out. */
final class MediaEndToEndTest {
    private static final StreamPath SHOW = new StreamPath("show");

    private final MediaRig rig = new MediaRig(0, 0, HlsConfig.defaults());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> children = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        children.forEach(Process::destroyForcibly);
        rig.close();
    }

    private Process ffmpeg(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "warning"));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        children.add(child);
        return child;
    }

    private void publish(String rate, int group) throws IOException {
        ffmpeg(
                folder.resolve("publish.log"),
                ("-re -f lavfi -i testsrc2=size=320x180:rate=" + rate
                                + " -f lavfi -i sine=frequency=440:sample_rate=48000"
                                + " -c:v libx264 -preset ultrafast -bf 2 -g " + group
                                + " -sc_threshold 0 -pix_fmt yuv420p -c:a aac -ac 2 -f flv " + rig.rtmpUrl("show"))
                        .split(" "));
    }

    private HttpResponse<byte[]> get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(15))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private String text(String uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(uri);
        assertThat(response.statusCode()).as(uri).isEqualTo(200);
        return new String(response.body(), StandardCharsets.US_ASCII);
    }

    private void awaitState(HlsState state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> rig.outputs.state(SHOW) == state);
    }

    private String folderOfMedia() throws IOException, InterruptedException {
        String variant = text(rig.httpUrl() + "show/index.m3u8").lines().reduce("", (a, b) -> b);
        return rig.httpUrl() + "show/" + variant.replace("media.m3u8", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "24000/1001", "25"})
    void decodesWhatFfmpegPublishedWithoutAWord(String rate) throws Exception {
        rig.outputs.start(SHOW);
        publish(rate, 48);
        awaitState(HlsState.LIVE);
        String media = folderOfMedia();
        String playlist = text(media + "media.m3u8?_HLS_msn=2");
        assertThat(playlist).contains("#EXT-X-INDEPENDENT-SEGMENTS", "\ns2.m4s\n");
        Path whole = folder.resolve("whole.mp4");
        for (String name : List.of("i0.mp4", "s0.m4s", "s1.m4s", "s2.m4s")) {
            Files.write(whole, get(media + name).body(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Path log = folder.resolve("decode.log");
        Process decode = ffmpeg(log, "-i", whole.toString(), "-map", "0", "-f", "null", "-");
        assertThat(decode.waitFor()).isZero();
        assertThat(Files.readString(log)).isEmpty();
    }

    @Test
    void endsWithinAMomentAndStartsAgain() throws Exception {
        publish("30", 60);
        rig.outputs.start(SHOW);
        awaitState(HlsState.LIVE);
        String media = folderOfMedia();
        assertThat(text(media + "media.m3u8?_HLS_msn=1&_HLS_part=4")).doesNotContain("ENDLIST");
        rig.outputs.stop(SHOW, false);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> text(media + "media.m3u8").endsWith("#EXT-X-ENDLIST\n"));
        rig.outputs.start(SHOW);
        awaitState(HlsState.LIVE);
        assertThat(folderOfMedia()).isNotEqualTo(media);
        rig.outputs.stop(SHOW, true);
        assertThat(get(rig.httpUrl() + "show/index.m3u8").statusCode()).isEqualTo(404);
        assertThat(get(media + "s0.m4s").statusCode()).isEqualTo(404);
        assertThat(rig.states).contains(HlsState.STARTING, HlsState.LIVE);
    }
}
