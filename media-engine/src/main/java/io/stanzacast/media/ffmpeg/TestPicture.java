package io.stanzacast.media.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FFmpeg's moving test picture and a tone, published over RTMP until closed; for trying a server out. Started again, after 1 to 30 s, when
 * FFmpeg ends. Owner: a thread of its own; {@link #start} and {@link #close} may be called from any thread, once each.
 */
public final class TestPicture implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TestPicture.class);
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int MOST_LINES = 5;
    private static final long HEALTHY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String executable;
    private final Supplier<String> url;
    private final Thread thread = new Thread(this::run, "test-picture");
    private volatile boolean closed;
    private volatile @Nullable Process process;

    /**
     * @param executable such as {@code ffmpeg}
     * @param url where to publish, asked at each start; since command lines are public, a key in it must be good for one use only
     */
    public TestPicture(String executable, Supplier<String> url) {
        this.executable = executable;
        this.url = url;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        int pauseSeconds = 1;
        while (!closed) {
            long began = System.nanoTime();
            try {
                log.info("[test picture] publishing");
                String why = publish();
                if (!closed) {
                    log.warn("[test picture] FFmpeg ended: {}; again in {} s", why, pauseSeconds);
                }
                pauseSeconds = System.nanoTime() - began > HEALTHY_NANOS
                        ? 1
                        : Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
                TimeUnit.SECONDS.sleep(pauseSeconds);
            } catch (IOException e) {
                log.warn("[test picture] {} (expected: Debian's package ffmpeg, or its path)", e.getMessage());
                return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Returns why it ended. */
    private String publish() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command()).redirectErrorStream(true).start();
        process = child;
        if (closed) {
            child.destroy();
        }
        child.getOutputStream().close();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.add(line.replaceAll("rtmps?://\\S+", "rtmp://…"));
                if (last.size() > MOST_LINES) {
                    last.remove();
                }
            }
        } catch (IOException e) {
            last.add(e.getMessage());
        }
        return "exit code " + child.waitFor() + (last.isEmpty() ? "" : ", " + String.join(" | ", last));
    }

    private List<String> command() {
        return List.of(
                executable,
                "-hide_banner",
                "-loglevel",
                "error",
                "-nostdin",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=1280x720:rate=30",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=330:beep_factor=4:sample_rate=48000",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
                "-pix_fmt",
                "yuv420p",
                "-threads",
                "1",
                "-g",
                "60",
                "-keyint_min",
                "60",
                "-sc_threshold",
                "0",
                "-b:v",
                "2500k",
                "-maxrate",
                "2500k",
                "-bufsize",
                "2500k",
                "-c:a",
                "aac",
                "-b:a",
                "96k",
                "-af",
                "volume=0.1",
                "-f",
                "flv",
                url.get());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Process child = process;
        if (child != null) {
            child.destroy();
            try {
                if (!child.waitFor(3, TimeUnit.SECONDS)) {
                    child.destroyForcibly();
                }
            } catch (InterruptedException e) {
                child.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
