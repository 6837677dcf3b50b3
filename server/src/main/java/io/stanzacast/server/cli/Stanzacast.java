package io.stanzacast.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that all others are below, and the options that all have. */
@Command(
        name = "stanzacast",
        description = {
            "Runs a site from the command line: asks the running server, or works on the files when it is stopped.",
            "Exit code: 0 done, 1 refused, 2 not understood."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Stanzacast 0.1.0",
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND")
final class Stanzacast {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "data",
            description = "folder of everything that is kept (default: data)")
    private Path data = Path.of("data");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "configuration, if the server is stopped (default: that of its last start)")
    private @Nullable Path config;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "answer in JSON, one line")
    private boolean json;

    Path data() {
        return data;
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    boolean isJson() {
        return json;
    }
}
