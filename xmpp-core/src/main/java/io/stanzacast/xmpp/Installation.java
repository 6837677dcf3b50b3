package io.stanzacast.xmpp;

import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.RemoteDelivery;
import io.stanzacast.xmpp.routing.RouteTable;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hangs all extensions and services on their tables and seals these: to be started once, before the first listener. */
public final class Installation {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);

    private final Set<Extension> extensions;
    private final Set<LocalService> services;
    private final RemoteDelivery remote;
    private final HookTable hooks;
    private final RouteTable routes;

    @Inject
    Installation(
            Set<Extension> extensions,
            Set<LocalService> services,
            RemoteDelivery remote,
            HookTable hooks,
            RouteTable routes) {
        this.extensions = extensions;
        this.services = services;
        this.remote = remote;
        this.hooks = hooks;
        this.routes = routes;
    }

    /** @throws IllegalStateException if two extensions answer one payload, or two services one domain */
    public void start() {
        extensions.forEach(extension -> extension.install(hooks));
        services.forEach(routes::add);
        routes.remote(remote);
        hooks.seal();
        routes.seal();
        log.info(
                "[xmpp] speaks {}",
                extensions.stream()
                        .map(extension -> extension.spec().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
