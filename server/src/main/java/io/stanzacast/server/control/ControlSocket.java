package io.stanzacast.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests of the user who runs the server, over a Unix-domain socket of mode 600, with threads of its own that may block: at most
 * eight connections, each for lines of at most a mebibyte that come within ten seconds. Start and close on one thread.
 */
public final class ControlSocket implements AutoCloseable {
    /** Of the socket in the data folder. */
    public static final String NAME = "control.sock";

    private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
    private static final int MOST_CONNECTIONS = 8;
    private static final int MOST_BYTES = 1 << 20;

    private final Path path;
    private final Verbs verbs;
    private final Duration patience;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(named("control-time"));
    private @Nullable ServerSocketChannel server;
    private @Nullable UserPrincipal owner;

    public ControlSocket(Path path, Verbs verbs) {
        this(path, verbs, Duration.ofSeconds(10));
    }

    /** @param patience with a request that does not come, and with an answer that is not taken */
    ControlSocket(Path path, Verbs verbs, Duration patience) {
        this.path = path;
        this.verbs = verbs;
        this.patience = patience;
        this.workers = new ThreadPoolExecutor(
                0, MOST_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("control"));
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Replaces what a killed server left; the caller holds the lock of the folder. Without a socket the server runs all the same. */
    public void start() {
        try {
            Files.deleteIfExists(path);
            ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server = opened;
            opened.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            owner = Files.getOwner(path);
            named("control-accept").newThread(() -> accept(opened)).start();
        } catch (IOException | UnsupportedOperationException e) {
            log.warn(
                    "[control] no socket at {}: {} (commands work only while the server is stopped)",
                    path,
                    e.getMessage());
        }
    }

    private void accept(ServerSocketChannel from) {
        while (from.isOpen()) {
            try {
                SocketChannel connection = from.accept();
                try {
                    workers.execute(() -> serve(connection));
                } catch (RejectedExecutionException full) {
                    connection.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.warn("[control] cannot accept: {}", e.getMessage());
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            LineChannel lines = new LineChannel(connection, MOST_BYTES);
            Optional<String> stranger = stranger(connection);
            if (stranger.isPresent()) {
                log.warn("[control] {} was refused", stranger.get());
                within(connection, () -> {
                    lines.write(Verbs.refused(
                            "user: " + stranger.get() + " (expected: " + owner + ", who runs the server)"));
                    return Optional.empty();
                });
                return;
            }
            while (true) {
                Optional<JsonNode> request = within(connection, lines::read);
                if (request.isEmpty()) {
                    return;
                }
                JsonNode answer = verbs.answer(request.get(), true);
                log.info("[control] {}: {}", word(request.get()), answer.has("refused") ? "refused" : "done");
                within(connection, () -> {
                    lines.write(answer);
                    return Optional.empty();
                });
            }
        } catch (IOException e) {
            log.debug("[control] closed: {}", e.getMessage());
        }
    }

    /** Requests hold secrets; of an unknown verb not even the name is safe to show. */
    private static String word(JsonNode request) {
        String verb = request.path("verb").asText();
        return verb.matches("[a-z-]{1,40}") ? verb : "request";
    }

    /** Where the platform does not tell who is there, the mode of the socket alone guards it. */
    private Optional<String> stranger(SocketChannel connection) throws IOException {
        if (!connection.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return Optional.empty();
        }
        UserPrincipal user =
                connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return user.equals(owner) ? Optional.empty() : Optional.of(user.getName());
    }

    private interface Step {
        Optional<JsonNode> run() throws IOException;
    }

    private Optional<JsonNode> within(SocketChannel connection, Step step) throws IOException {
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    connection.close();
                    return null;
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return step.run();
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        ServerSocketChannel opened = server;
        if (opened != null) {
            opened.close();
            Files.deleteIfExists(path);
        }
        workers.shutdownNow();
        deadlines.shutdownNow();
    }
}
