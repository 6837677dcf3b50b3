package io.stanzacast.xmpp.im;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Origin;
import io.stanzacast.xmpp.extension.Phase;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.extension.StanzaArriving;
import io.stanzacast.xmpp.extension.StanzaLeaving;
import io.stanzacast.xmpp.extension.Verdict;
import io.stanzacast.xmpp.routing.Destination;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.VirtualHost;
import io.stanzacast.xmpp.stanza.StanzaError;
import jakarta.inject.Inject;

/**
 * Keeps anonymous users among themselves and their rooms: they reach services of this server, their own host and their own sessions; never
 * other servers. Whom they cannot reach cannot reach them either, for they could not answer. Whether an address exists makes no difference.
 */
public final class GuestGuard implements Extension {
    private static final String TEXT = "guests reach rooms and services only";

    private final RouteTable routes;
    private final GuestConfig config;

    @Inject
    public GuestGuard(RouteTable routes, GuestConfig config) {
        this.routes = routes;
        this.config = config;
    }

    @Override
    public Spec spec() {
        return Spec.own("guests");
    }

    @Override
    public void install(HookTable on) {
        on.hook(StanzaLeaving.class, Phase.GUARD, this::leaving);
        on.hook(StanzaArriving.class, Phase.GUARD, this::arriving);
    }

    private Verdict<StanzaLeaving> leaving(StanzaLeaving event) {
        if (!event.origin().isGuest() || event.stanza().to().isEmpty()) {
            return Verdict.pass();
        }
        Jid to = event.stanza().to().get();
        return mayReach(event.origin().address(), to)
                ? Verdict.pass()
                : Verdict.reject(StanzaError.Condition.FORBIDDEN, TEXT);
    }

    private Verdict<StanzaArriving> arriving(StanzaArriving event) {
        Origin.Kind kind = event.origin().kind();
        boolean trusted = kind == Origin.Kind.SERVICE || kind == Origin.Kind.SERVER || kind == Origin.Kind.GUEST;
        if (trusted || event.stanza().isError() || !isGuest(event.account())) {
            return Verdict.pass();
        }
        return mayReach(event.account(), event.origin().address())
                ? Verdict.pass()
                : Verdict.reject(StanzaError.Condition.FORBIDDEN, TEXT);
    }

    private boolean isGuest(Jid account) {
        return routes.destination(account) instanceof Destination.Account found
                && found.host().guests();
    }

    private boolean mayReach(Jid guest, Jid other) {
        Destination destination = routes.destination(other);
        if (destination instanceof Destination.Service) {
            return true;
        }
        if (destination instanceof Destination.Server server) {
            return server.host().domain().equals(guest.domainpart());
        }
        if (destination instanceof Destination.Account account) {
            return mayReach(guest, other, account.host());
        }
        if (destination instanceof Destination.Resource resource) {
            return mayReach(guest, other, resource.host());
        }
        return false;
    }

    private boolean mayReach(Jid guest, Jid other, VirtualHost host) {
        if (other.bare().equals(guest.bare())) {
            return true;
        }
        return host.guests()
                ? config.reachGuests() && host.domain().equals(guest.domainpart())
                : config.reachAccounts();
    }
}
