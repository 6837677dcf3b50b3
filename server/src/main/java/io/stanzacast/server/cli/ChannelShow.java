package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}. */
@Command(name = "show", description = "Prints everything about a channel but its keys.")
final class ChannelShow implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "of the channel")
    private String name = "";

    private final Calls calls;

    ChannelShow(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("channel-show", Map.of("name", name), Texts::fields);
    }
}
