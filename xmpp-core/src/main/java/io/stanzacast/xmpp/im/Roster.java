package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.xml.Element;
import java.util.Set;

/**
 * RFC 6121 §2.1.4: the roster that clients ask for when they log in. Nobody has contacts on this server, so it is always empty, and it
 * cannot be set.
 */
public final class Roster implements Extension {
    private static final String NS = "jabber:iq:roster";

    @Override
    public Spec spec() {
        return Spec.rfc(6121);
    }

    @Override
    public void install(HookTable on) {
        on.iqGet("query", NS, Set.of(Scope.OWN_ACCOUNT), request -> Reply.result(Element.of("query", NS)));
    }
}
