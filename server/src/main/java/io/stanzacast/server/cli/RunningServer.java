package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.server.control.ControlSocket;
import io.stanzacast.server.control.LineChannel;
import io.stanzacast.server.control.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** The server that has the data folder open, if there is one. */
final class RunningServer {
    private static final int MOST_BYTES = 256 << 20;
    private static final long MOST_MILLIS = TimeUnit.MINUTES.toMillis(11);

    private final Path socket;

    RunningServer(Path data) {
        this.socket = data.resolve(ControlSocket.NAME);
    }

    /** Empty if nobody listens. */
    Optional<JsonNode> answer(JsonNode request) throws Refusal {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        Timer timer = new Timer("deadline", true);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            timer.schedule(closing(channel), MOST_MILLIS);
            LineChannel lines = new LineChannel(channel, MOST_BYTES);
            lines.write(request);
            return Optional.of(lines.read().orElseThrow(() -> new IOException("closed without an answer")));
        } catch (ConnectException stale) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Refusal(socket + ": " + e.getMessage()
                    + " (expected: an answer; try again as the user who runs the server)");
        } finally {
            timer.cancel();
        }
    }

    private static TimerTask closing(SocketChannel channel) {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Whether somebody listens. */
    boolean isThere() throws Refusal {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (ConnectException stale) {
            return false;
        } catch (IOException e) {
            throw new Refusal(socket + ": " + e.getMessage());
        }
    }
}
