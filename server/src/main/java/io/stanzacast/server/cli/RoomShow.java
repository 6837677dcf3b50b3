package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}. */
@Command(name = "show", description = "Prints everything about a room but its password.")
final class RoomShow implements Callable<Integer> {
    @Parameters(paramLabel = "JID", description = "of the room, or its localpart at the service of channels")
    private String room = "";

    private final Calls calls;

    RoomShow(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("room-show", Map.of("room", room), Texts::fields);
    }
}
