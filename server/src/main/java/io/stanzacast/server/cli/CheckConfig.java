package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stanzacast.server.control.Refusal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check-config}. */
@Command(name = "check-config", description = "Says whether the server would take a configuration.")
final class CheckConfig implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML")
    private Path file = Path.of("");

    private final Calls calls;

    CheckConfig(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        Path path = calls.terminal().path(file);
        String domain = calls.stopped().check(path);
        calls.show(
                "files",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", path.toString())
                        .put("domain", domain),
                result -> path + " is good, for " + domain);
        return 0;
    }
}
