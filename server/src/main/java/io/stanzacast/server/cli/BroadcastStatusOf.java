package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.server.control.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code status}. */
@Command(name = "status", description = "Prints what is on air.")
final class BroadcastStatusOf implements Callable<Integer> {
    @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "name of the channel (default: all)")
    private String channel = "";

    private final Calls calls;

    BroadcastStatusOf(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("broadcast-status", Map.of("channel", channel), BroadcastStatusOf::text);
    }

    private static String text(JsonNode broadcasts) {
        List<String> lines = new ArrayList<>();
        broadcasts.forEach(broadcast -> lines.add(String.format(
                "%-24s %-8s %s",
                broadcast.path("channel").asText(),
                broadcast.path("onAir").asBoolean() ? "on air" : "off air",
                broadcast.path("state").asText())));
        return lines.isEmpty() ? "no channels" : String.join("\n", lines);
    }
}
