package io.stanzacast.server;

import io.stanzacast.server.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program. What a user can mend ends with exit code 1 and one line; our own defects with a stack trace. */
@Command(
        name = "scripts/run",
        description = "An XMPP server with live media built in.",
        mixinStandardHelpOptions = true,
        version = "Stanzacast 0.1.0",
        exitCodeOnInvalidInput = 1,
        usageHelpAutoWidth = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "configuration (YAML), read over the defaults")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "folder of everything that is kept (default: data)")
    private Path data = Path.of("data");

    @Option(names = "--demo", description = "publish a moving test picture into the demo channel and put it on air")
    private boolean demo;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "add N to every port, so that two servers run side by side")
    private int portOffset;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Options options =
                new Options(Optional.ofNullable(config).map(Main::fromCaller), fromCaller(data), demo, portOffset);
        try (Server server = Server.open(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "shutdown"));
            server.start();
            long millis = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println("ready in " + millis + " ms");
            stopping.await();
            return 0;
        } catch (ConfigException | IOException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    /** A signal ends the process when its hooks have ended, so this one waits until everything is closed in order. */
    private void awaitStop() {
        stopping.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The start script changes to the project's folder; paths are meant from where it was called. */
    private static Path fromCaller(Path path) {
        return Path.of(System.getProperty("stanzacast.caller", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }
}
