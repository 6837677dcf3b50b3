package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaException;
import java.util.Set;

/** XEP-0054 §3.1: no account has a vCard here; clients that ask for every occupant's learn it at once. Not announced. */
final class VcardTemp implements Extension {
    private static final String NS = "vcard-temp";

    @Override
    public Spec spec() {
        return Spec.xep(54, "1.3.0");
    }

    @Override
    public void install(HookTable on) {
        on.iqGet("vCard", NS, Set.of(Scope.OWN_ACCOUNT, Scope.ACCOUNT, Scope.HOST), request -> {
            throw new StanzaException(StanzaError.Condition.ITEM_NOT_FOUND, null);
        });
    }
}
