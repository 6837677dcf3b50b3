package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** XEP-0012 §5: the server's uptime. The idle time of users is nobody's business. */
final class LastActivity implements Extension {
    private static final String NS = "jabber:iq:last";

    private final Clock clock;
    private final Instant start;

    @Inject
    LastActivity(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public Spec spec() {
        return Spec.xep(12, "2.0");
    }

    @Override
    public void install(HookTable on) {
        on.feature(NS);
        on.iqGet("query", NS, Set.of(Scope.HOST), request -> Reply.result(uptime()));
    }

    private Element uptime() {
        long seconds = Duration.between(start, clock.instant()).toSeconds();
        return Element.builder("query", NS)
                .attribute("seconds", Long.toString(seconds))
                .build();
    }
}
