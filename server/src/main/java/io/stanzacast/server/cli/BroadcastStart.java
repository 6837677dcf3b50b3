package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code start}. */
@Command(name = "start", description = "Puts a channel on air.")
final class BroadcastStart implements Callable<Integer> {
    @Parameters(paramLabel = "CHANNEL", description = "name of the channel")
    private String channel = "";

    private final Calls calls;

    BroadcastStart(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("broadcast-start", Map.of("channel", channel), Texts::fields);
    }
}
