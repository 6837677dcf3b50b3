package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stop}. */
@Command(name = "stop", description = "Takes a channel off air.")
final class BroadcastStop implements Callable<Integer> {
    @Parameters(paramLabel = "CHANNEL", description = "name of the channel")
    private String channel = "";

    private final Calls calls;

    BroadcastStop(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("broadcast-stop", Map.of("channel", channel), Texts::fields);
    }
}
