package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.DiscoInfo;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Scope;
import jakarta.inject.Inject;
import java.util.List;

/** What the hosts of this server are and do, collected from all extensions; to be asked once the table is sealed. */
final class HostInfo {
    private final HookTable hooks;

    @Inject
    HostInfo(HookTable hooks) {
        this.hooks = hooks;
    }

    DiscoInfo info() {
        return new DiscoInfo(hooks.identities(), hooks.features(Scope.HOST), List.of());
    }
}
