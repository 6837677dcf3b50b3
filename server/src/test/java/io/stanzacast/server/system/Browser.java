package io.stanzacast.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Headless Chromium, driven by {@code web-client/test/driver.mjs} over lines of JSON. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private int id;

    Browser() throws IOException {
        process = new ProcessBuilder("node", "test/driver.mjs")
                .directory(ServerProcess.ROOT.resolve("web-client").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private JsonNode call(ObjectNode command) throws IOException {
        command.put("id", ++id);
        commands.write(JSON.writeValueAsString(command) + "\n");
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("the browser driver ended");
        }
        JsonNode answer = JSON.readTree(line);
        if (!answer.path("ok").asBoolean()) {
            throw new AssertionError(
                    command.get("op").asText() + ": " + answer.get("error").asText());
        }
        return answer.path("value");
    }

    private static ObjectNode command(String op, String page) {
        return JSON.createObjectNode().put("op", op).put("page", page);
    }

    void open(String page, String url, int width, int height) throws IOException {
        ObjectNode open = command("open", page).put("url", url);
        open.putObject("viewport").put("width", width).put("height", height);
        call(open);
    }

    JsonNode eval(String page, String expression) throws IOException {
        return call(command("eval", page).put("expression", expression));
    }

    void waitFor(String page, String expression, int timeoutMillis) throws IOException {
        call(command("waitFor", page).put("expression", expression).put("timeoutMs", timeoutMillis));
    }

    void fill(String page, String selector, String text) throws IOException {
        call(command("fill", page).put("selector", selector).put("text", text));
    }

    void press(String page, String selector, String key) throws IOException {
        call(command("press", page).put("selector", selector).put("key", key));
    }

    void screenshot(String page, Path file) throws IOException {
        call(command("screenshot", page).put("path", file.toString()));
    }

    /** Serious and critical findings of axe-core. */
    JsonNode axe(String page) throws IOException {
        return call(command("axe", page));
    }

    /** Every URL the page asked for. */
    JsonNode requests(String page) throws IOException {
        return call(command("requests", page));
    }

    /** {@code errors} and {@code csp}: violations of the content security policy. */
    JsonNode console(String page) throws IOException {
        return call(command("console", page));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        commands.close();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
