package io.stanzacast.xmpp.script;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays the text form of a script. */
final class ScriptText {
    private static final Pattern STEP =
            Pattern.compile("^(\\w+) (sends:|receives:|receives in any order:|receives nothing|disconnects)$");

    private ScriptText() {}

    static void run(String text, Map<String, Client> clients) {
        Matcher step = null;
        StringBuilder xml = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher matcher = STEP.matcher(line.strip());
            if (matcher.matches()) {
                play(step, xml.toString(), clients);
                step = matcher;
                xml.setLength(0);
            } else {
                xml.append(line).append('\n');
            }
        }
        play(step, xml.toString(), clients);
    }

    private static void play(@org.jspecify.annotations.Nullable Matcher step, String xml, Map<String, Client> clients) {
        if (step == null) {
            if (!xml.isBlank()) {
                throw new IllegalArgumentException("before the first step: " + xml);
            }
            return;
        }
        Client client = Optional.ofNullable(clients.get(step.group(1)))
                .orElseThrow(() -> new IllegalArgumentException("who is " + step.group(1) + "?"));
        switch (step.group(2)) {
            case "sends:" -> client.sends(xml);
            case "receives:" -> client.receives(xml);
            case "receives in any order:" -> client.receivesInAnyOrder(xml);
            case "receives nothing" -> client.receivesNothing();
            case "disconnects" -> client.disconnects();
            default -> throw new AssertionError(step.group(2));
        }
    }
}
