package io.stanzacast.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be asked. A request is {@code {"verb":…,"arguments":{…}}}, its answer {@code {"result":…}} or {@code
 * {"refused":"one line"}}. Safe for any thread; blocks.
 */
public final class Verbs {
    private static final Logger log = LoggerFactory.getLogger(Verbs.class);

    private final Map<String, Verb> verbs = new TreeMap<>();
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    Verbs(Set<Verb> all) {
        all.forEach(verb -> {
            if (verbs.put(verb.name(), verb) != null) {
                throw new IllegalArgumentException("verb: " + verb.name() + " twice (expected: once)");
            }
        });
    }

    /** @param running whether this is a server, not only its files */
    public ObjectNode answer(JsonNode request, boolean running) {
        String name = request.path("verb").asText();
        try {
            Verb verb = verbs.get(name);
            if (verb == null) {
                return refused("verb: " + name + " (expected: " + String.join(", ", verbs.keySet()) + ")");
            }
            if (verb.needsServer() && !running) {
                return refused("the server is not running (expected: running, to do this)");
            }
            Object result = verb.run(new Arguments(request.path("arguments")));
            return JsonNodeFactory.instance.objectNode().set("result", json.valueToTree(result));
        } catch (Refusal e) {
            return refused(e.line());
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("[control] {} failed", name, e);
            return refused("internal error (expected: none; the log has more)");
        }
    }

    static ObjectNode refused(String line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("refused", line.lines().findFirst().orElse("refused"));
    }
}
