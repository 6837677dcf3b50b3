package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import java.util.Set;

/** XEP-0092: tells name and version; never the operating system (§5). */
final class SoftwareVersion implements Extension {
    private static final String NS = "jabber:iq:version";

    @Override
    public Spec spec() {
        return Spec.xep(92, "1.1");
    }

    @Override
    public void install(HookTable on) {
        on.feature(NS, Set.of(Scope.HOST, Scope.SERVICE));
        on.iqGet("query", NS, Set.of(Scope.HOST, Scope.SERVICE), request -> Reply.result(version()));
    }

    private static Element version() {
        String version = Optional.ofNullable(SoftwareVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
        return Element.of("query", NS, Element.text("name", NS, "Stanzacast"), Element.text("version", NS, version));
    }
}
