package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code add}. */
@Command(name = "add", description = "Makes a channel and its room, and prints its stream key, once.")
final class ChannelAdd implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "1 to 64 of a-z 0-9 _ -")
    private String name = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "for people (default: the name)")
    private String title = "";

    @Option(names = "--language", paramLabel = "TAG", description = "BCP 47 (default: en)")
    private String language = "";

    @Option(
            names = "--owner",
            paramLabel = "JID",
            description = "who commands its broadcast; may be given several times")
    private List<String> owners = List.of();

    @Option(names = "--room", paramLabel = "JID", description = "at the service of channels (default: the name there)")
    private String room = "";

    @Option(names = "--autostart", description = "on air as soon as somebody publishes")
    private boolean autostart;

    private final Calls calls;

    ChannelAdd(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call(
                "channel-add",
                Map.of(
                        "name", name,
                        "title", title,
                        "language", language,
                        "owners", owners,
                        "room", room,
                        "autostart", autostart),
                Texts::fields);
    }
}
