package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import java.util.Set;

/** XEP-0199: answers pings to hosts, to services and to one's own account. */
final class Ping implements Extension {
    private static final String NS = "urn:xmpp:ping";

    @Override
    public Spec spec() {
        return Spec.xep(199, "2.0.1");
    }

    @Override
    public void install(HookTable on) {
        on.feature(NS, Set.of(Scope.HOST, Scope.OWN_ACCOUNT, Scope.SERVICE));
        on.iqGet("ping", NS, Set.of(Scope.HOST, Scope.OWN_ACCOUNT, Scope.SERVICE), request -> Reply.empty());
    }
}
