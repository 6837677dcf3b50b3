package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The domains of this server and who answers for each; compared with equals, never by suffix. Filled by one thread at start, then sealed;
 * from then on read by any thread. Router and services both know it, so neither needs the other.
 */
public final class RouteTable {
    private final Map<String, Destination> domains = new HashMap<>();
    private final List<VirtualHost> hosts;
    private final List<LocalService> services = new ArrayList<>();
    private RemoteDelivery remote = RemoteDelivery.NONE;
    private boolean sealed;

    /** @throws IllegalStateException if two hosts share a domain */
    public RouteTable(Collection<VirtualHost> hosts) {
        this.hosts = List.copyOf(hosts);
        for (VirtualHost host : hosts) {
            claim(host.domain(), new Destination.Server(host));
        }
    }

    /** @throws IllegalStateException if one of its domains is taken */
    public void add(LocalService service) {
        checkOpen();
        services.add(service);
        Destination destination = new Destination.Service(service);
        for (String domain : service.domains()) {
            claim(domain, destination);
        }
    }

    /** Replaces the way to other servers; at first there is none. */
    public void remote(RemoteDelivery delivery) {
        checkOpen();
        remote = delivery;
    }

    /** From now on nothing can be added. */
    public void seal() {
        sealed = true;
    }

    private void claim(String domain, Destination destination) {
        if (domains.putIfAbsent(domain, destination) != null) {
            throw new IllegalStateException("domain: " + domain + " is claimed twice (expected: one host or service)");
        }
    }

    private void checkOpen() {
        if (sealed) {
            throw new IllegalStateException(
                    "the table of routes is sealed: services are added before the server starts");
        }
    }

    public Destination destination(Jid to) {
        Destination domain = domains.get(to.domainpart());
        if (domain == null) {
            return new Destination.Remote(to.domainpart());
        }
        if (domain instanceof Destination.Server server && to.localpart().isPresent()) {
            return to.isBare()
                    ? new Destination.Account(to, server.host())
                    : new Destination.Resource(to, server.host());
        }
        return domain;
    }

    public List<VirtualHost> hosts() {
        return hosts;
    }

    public List<LocalService> services() {
        return Collections.unmodifiableList(services);
    }

    RemoteDelivery remote() {
        return remote;
    }
}
