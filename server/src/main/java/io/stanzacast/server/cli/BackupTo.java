package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backup}. */
@Command(name = "backup", description = "Writes a consistent copy of the database, also while the server runs.")
final class BackupTo implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a new file")
    private Path file = Path.of("");

    private final Calls calls;

    BackupTo(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call(
                "backup",
                Map.of("file", calls.terminal().path(file).toString()),
                result -> result.path("bytes").asText() + " bytes in "
                        + result.path("file").asText());
    }
}
