package io.stanzacast.policy.broadcast.jibri;

import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;

/**
 * What an engine says of itself in every presence in the brewery room. Written as the superset of both dialects; read children first,
 * then the draft's attribute; health that is not given is good.
 */
public record EngineStatus(boolean idle, boolean healthy) {
    private static final String NAME = "jibri-status";
    private static final String HEALTH_NS = "http://jitsi.org/protocol/health";

    /** Empty if the presence has no status of an engine, or one that says neither idle nor busy. */
    public static Optional<EngineStatus> of(Presence presence) {
        return presence.element().child(NAME, Command.NS).flatMap(status -> {
            boolean healthy = status.child("health-status", HEALTH_NS)
                    .flatMap(health -> health.attribute("status"))
                    .map("healthy"::equalsIgnoreCase)
                    .orElse(true);
            return status.child("busy-status", Command.NS)
                    .flatMap(busy -> busy.attribute("status"))
                    .or(() -> status.attribute("status"))
                    .filter(word -> word.equalsIgnoreCase("idle") || word.equalsIgnoreCase("busy"))
                    .map(word -> new EngineStatus(word.equalsIgnoreCase("idle"), healthy));
        });
    }

    public Element toElement() {
        String busy = idle ? "idle" : "busy";
        return Element.builder(NAME, Command.NS)
                .attribute("status", busy)
                .child(Element.builder("busy-status", Command.NS)
                        .attribute("status", busy)
                        .build())
                .child(Element.builder("health-status", HEALTH_NS)
                        .attribute("status", healthy ? "healthy" : "unhealthy")
                        .build())
                .build();
    }
}
