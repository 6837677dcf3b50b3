package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stanzacast.server.control.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code restore}. */
@Command(
        name = "restore",
        description = "Puts a backup in the place of the database; only while the server is stopped.")
final class RestoreFrom implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "what backup wrote")
    private Path file = Path.of("");

    private final Calls calls;

    RestoreFrom(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        if (new RunningServer(calls.data()).isThere()) {
            throw new Refusal("restore: the server is running (expected: stopped)");
        }
        Path kept = calls.stopped()
                .restore(calls.data(), calls.config(), calls.terminal().path(file));
        calls.show(
                "files",
                JsonNodeFactory.instance.objectNode().put("kept", kept.toString()),
                result -> Files.exists(kept) ? "restored; the database of before is " + kept : "restored");
        return 0;
    }
}
