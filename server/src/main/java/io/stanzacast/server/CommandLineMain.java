package io.stanzacast.server;

import io.stanzacast.server.cli.Commands;
import io.stanzacast.server.cli.Terminal;
import java.nio.file.Path;

/** The program behind {@code scripts/stanzacast}. */
public final class CommandLineMain {
    private CommandLineMain() {}

    public static void main(String[] arguments) {
        Terminal terminal =
                new Terminal(System.in, System.out, System.err, Path.of(System.getProperty("stanzacast.caller", "")));
        System.exit(Commands.commandLine(terminal, new StoppedServer()).execute(arguments));
    }
}
