package io.stanzacast.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stanzacast.server.control.Refusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends what a command asks to the running server, or does it on the files, shows the answer and says which of the two it was. */
final class Calls {
    private final Stanzacast options;
    private final Terminal terminal;
    private final StoppedSite stopped;
    private final ObjectMapper json = new ObjectMapper();

    Calls(Stanzacast options, Terminal terminal, StoppedSite stopped) {
        this.options = options;
        this.terminal = terminal;
        this.stopped = stopped;
    }

    Terminal terminal() {
        return terminal;
    }

    StoppedSite stopped() {
        return stopped;
    }

    Path data() {
        return terminal.path(options.data());
    }

    Optional<Path> config() {
        return options.config().map(terminal::path);
    }

    /**
     * Asks and shows.
     *
     * @param text of the result, for people
     * @return the exit code
     */
    int call(String verb, Map<String, ?> arguments, Function<JsonNode, String> text) throws Refusal {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("verb", verb);
        request.set("arguments", json.valueToTree(arguments));
        Optional<JsonNode> running = new RunningServer(data()).answer(request);
        JsonNode answer = running.isPresent() ? running.get() : stopped.answer(data(), config(), request);
        if (answer.has("refused")) {
            throw new Refusal(answer.get("refused").asText());
        }
        show(running.isPresent() ? "server" : "files", answer.path("result"), text);
        terminal.err()
                .println(
                        running.isPresent()
                                ? "(by the running server)"
                                : "(on the files in " + data() + ": no server is running)");
        return 0;
    }

    /** @param by {@code server} or {@code files} */
    void show(String by, JsonNode result, Function<JsonNode, String> text) {
        if (options.isJson()) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode().put("by", by);
            shown.set("result", result);
            terminal.out().println(line(shown));
        } else {
            terminal.out().println(text.apply(result));
        }
        terminal.out().flush();
    }

    private String line(JsonNode value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
