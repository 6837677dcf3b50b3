package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.server.control.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}. */
@Command(name = "list", description = "Prints all channels with their state and title.")
final class ChannelList implements Callable<Integer> {
    private final Calls calls;

    ChannelList(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("channel-list", Map.of(), ChannelList::text);
    }

    private static String text(JsonNode channels) {
        List<String> lines = new ArrayList<>();
        channels.forEach(channel -> lines.add(String.format(
                "%-24s %-9s %s",
                channel.path("name").asText(),
                channel.path("state").asText(),
                channel.path("title").asText())));
        return lines.isEmpty() ? "no channels" : String.join("\n", lines);
    }
}
