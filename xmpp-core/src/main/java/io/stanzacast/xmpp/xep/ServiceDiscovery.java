package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.DiscoInfo;
import io.stanzacast.xmpp.extension.DiscoItem;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Identity;
import io.stanzacast.xmpp.extension.Reply;
import io.stanzacast.xmpp.extension.Request;
import io.stanzacast.xmpp.extension.Scope;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * XEP-0030: what hosts are, do and consist of, and what one's own account is. Of others' accounts nothing is told (§8); services answer for
 * themselves.
 */
final class ServiceDiscovery implements Extension {
    private final HostInfo host;
    private final RouteTable routes;
    private final EntityCapabilities capabilities;
    private final HookTable hooks;

    @Inject
    ServiceDiscovery(HostInfo host, RouteTable routes, EntityCapabilities capabilities, HookTable hooks) {
        this.host = host;
        this.routes = routes;
        this.capabilities = capabilities;
        this.hooks = hooks;
    }

    @Override
    public Spec spec() {
        return Spec.xep(30, "2.5.0");
    }

    @Override
    public void install(HookTable on) {
        on.identity(new Identity("server", "im", "Stanzacast"));
        on.feature(DiscoInfo.NS, Set.of(Scope.HOST, Scope.OWN_ACCOUNT));
        on.feature(DiscoItem.NS, Set.of(Scope.HOST, Scope.OWN_ACCOUNT));
        on.iqGet("query", DiscoInfo.NS, Set.of(Scope.HOST), this::hostInfo);
        on.iqGet("query", DiscoInfo.NS, Set.of(Scope.OWN_ACCOUNT), this::accountInfo);
        on.iqGet("query", DiscoItem.NS, Set.of(Scope.HOST), this::hostItems);
        on.iqGet("query", DiscoItem.NS, Set.of(Scope.OWN_ACCOUNT, Scope.ACCOUNT), ServiceDiscovery::noItems);
    }

    private Reply hostInfo(Request request) throws StanzaException {
        Optional<String> node = request.payload().attribute("node");
        if (!node.equals(Optional.of(capabilities.node()))) {
            DiscoInfo.requireNoNode(request.payload());
        }
        return Reply.result(host.info().toElement(node));
    }

    private Reply accountInfo(Request request) throws StanzaException {
        DiscoInfo.requireNoNode(request.payload());
        String type = request.origin().isGuest() ? "anonymous" : "registered";
        DiscoInfo info = DiscoInfo.of(new Identity("account", type, ""), hooks.features(Scope.OWN_ACCOUNT));
        return Reply.result(info.toElement());
    }

    private Reply hostItems(Request request) throws StanzaException {
        DiscoInfo.requireNoNode(request.payload());
        List<DiscoItem> items = routes.services().stream()
                .sorted(Comparator.comparing(service -> Collections.min(service.domains())))
                .flatMap(service -> service.domainsShown(request.from()).stream())
                .map(domain -> new DiscoItem(Jid.domain(domain)))
                .toList();
        return Reply.result(DiscoItem.query(items));
    }

    private static Reply noItems(Request request) throws StanzaException {
        DiscoInfo.requireNoNode(request.payload());
        return Reply.result(Element.of("query", DiscoItem.NS));
    }
}
