package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destroy}. */
@Command(name = "destroy", description = "Removes a room of no channel; who is inside is told why.")
final class RoomDestroy implements Callable<Integer> {
    @Parameters(paramLabel = "JID", description = "of the room, or its localpart at the service of channels")
    private String room = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "for those inside")
    private String reason = "";

    private final Calls calls;

    RoomDestroy(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call(
                "room-destroy",
                Map.of("room", room, "reason", reason),
                result -> "destroyed " + result.path("room").asText());
    }
}
