package io.stanzacast.xmpp;

import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.routing.VirtualHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The XMPP half of the configuration.
 *
 * @param hosts domains with users; at least one
 * @param guests what anonymous users may do
 */
public record XmppConfig(List<VirtualHost> hosts, @Nullable GuestConfig guests) {
    public XmppConfig {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts: none (expected: at least one)");
        }
        guests = guests == null ? GuestConfig.defaults() : guests;
    }
}
