package io.stanzacast.xmpp.xep;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.time.Clock;

/** XEP-0202: answers with the server's UTC time. */
final class EntityTime implements Extension {
    private static final String NS = "urn:xmpp:time";

    private final Clock clock;

    @Inject
    EntityTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Spec spec() {
        return Spec.xep(202, "2.0");
    }

    @Override
    public void install(HookTable on) {
        on.feature(NS);
        on.iqGet("time", NS, request -> Reply.result(time()));
    }

    private Element time() {
        return Element.of(
                "time",
                NS,
                Element.text("tzo", NS, "+00:00"),
                Element.text("utc", NS, clock.instant().truncatedTo(SECONDS).toString()));
    }
}
