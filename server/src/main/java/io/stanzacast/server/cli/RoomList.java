package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}. */
@Command(name = "list", description = "Prints the addresses of all rooms.")
final class RoomList implements Callable<Integer> {
    private final Calls calls;

    RoomList(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("room-list", Map.of(), result -> Texts.list(result, "no rooms"));
    }
}
