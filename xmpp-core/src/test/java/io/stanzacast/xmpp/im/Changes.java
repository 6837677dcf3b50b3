package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.session.PresenceChanged;
import java.util.List;

/** Notes every change of presence. */
record Changes(List<PresenceChanged> seen) implements Extension {
    @Override
    public Spec spec() {
        return Spec.own("test");
    }

    @Override
    public void install(HookTable on) {
        on.observe(PresenceChanged.class, seen::add);
    }
}
