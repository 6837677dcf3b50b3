package io.stanzacast.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The server as users start it, on ports of its own, stopped by the process that was started. */
final class ServerProcess implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("stanzacast.root", ".."))
            .toAbsolutePath()
            .normalize();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path data;
    private final int offset;
    private final List<String> options;
    private Process process;
    private Path log;

    private ServerProcess(Path data, int offset, List<String> options) throws IOException {
        this.data = data;
        this.offset = offset;
        this.options = options;
        this.process = launch();
    }

    /** Starts and waits until it is ready. */
    static ServerProcess start(Path data, String... options) throws IOException {
        ServerProcess server = new ServerProcess(data, freeOffset(), List.of(options));
        server.awaitReady();
        return server;
    }

    /** Starts one that is expected to end by itself; returns what it printed, after the exit code in the first line. */
    static String startAndFail(Path data, int offset, String... options) throws Exception {
        ServerProcess server = new ServerProcess(data, offset, List.of(options));
        if (!server.process.waitFor(60, TimeUnit.SECONDS)) {
            server.close();
            throw new AssertionError("still running: " + server.output());
        }
        return "exit " + server.process.exitValue() + "\n" + server.output();
    }

    private Process launch() throws IOException {
        Files.createDirectories(data);
        log = Files.createTempFile(data.getParent(), "server", ".log");
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("scripts/run").toString());
        command.addAll(List.of("--data", data.toString(), "--port-offset", Integer.toString(offset)));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private void awaitReady() {
        Awaitility.await("ready in")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the server ended: " + output());
                    }
                    return output().contains("ready in ");
                });
    }

    /** As a crash: no handler of the process runs. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** After {@link #kill()}: the same data, the same ports. */
    void startAgain() throws IOException {
        process = launch();
        awaitReady();
    }

    long pid() {
        return process.pid();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    JsonNode firstStart() throws IOException {
        return new ObjectMapper().readTree(data.resolve("first-start.json").toFile());
    }

    int c2sPort() {
        return 5222 + offset;
    }

    int directTlsPort() {
        return 5223 + offset;
    }

    int httpPort() {
        return 8080 + offset;
    }

    int rtmpPort() {
        return 1935 + offset;
    }

    String url(String path) {
        return "http://127.0.0.1:" + httpPort() + path;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Resident memory in KiB. */
    long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Ends it as Ctrl-C does and returns the exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after Ctrl-C: " + output());
        }
        return process.exitValue();
    }

    /** An offset at which all our ports are free now. */
    static int freeOffset() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(12_000, 24_000);
            if (isFree(5222 + offset) && isFree(5223 + offset) && isFree(8080 + offset) && isFree(1935 + offset)) {
                return offset;
            }
        }
        throw new AssertionError("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
