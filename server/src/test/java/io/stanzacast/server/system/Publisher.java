package io.stanzacast.server.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's ffmpeg, publishing a file in real time, over and over. */
final class Publisher implements AutoCloseable {
    private final Process process;

    private Publisher(Process process) {
        this.process = process;
    }

    /** Makes an H.264 and AAC file with a moving picture and a tone, ten seconds long. */
    static Path file(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("source.flv");
        if (Files.exists(file)) {
            return file;
        }
        run(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360:rate=30",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000",
                "-t",
                "10",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-g",
                "60",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-f",
                "flv",
                file.toString());
        return file;
    }

    static Publisher start(Path file, String url) throws IOException {
        return new Publisher(new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-nostdin",
                        "-re",
                        "-stream_loop",
                        "-1",
                        "-i",
                        file.toString(),
                        "-c",
                        "copy",
                        "-f",
                        "flv",
                        url)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(file.getParent(), "publisher", ".log")
                        .toFile())
                .start());
    }

    /** Runs to the end; returns what was printed. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " failed: " + output);
        }
        return output;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
