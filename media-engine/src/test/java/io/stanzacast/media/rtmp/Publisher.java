package io.stanzacast.media.rtmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real FFmpeg that publishes by RTMP. */
final class Publisher implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Publisher(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param arguments between {@code -f flv URL} and the options that keep FFmpeg quiet, separated by spaces */
    static Publisher start(String url, String arguments) throws IOException {
        Path output = Files.createTempFile("ffmpeg", ".txt");
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error"));
        command.addAll(List.of(arguments.trim().split("\\s+")));
        command.addAll(List.of("-f", "flv", url));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Publisher(process, output);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("FFmpeg still runs");
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
