package io.stanzacast.xmpp.routing;

import io.stanzacast.xmpp.address.Jid;

/** Who answers for an address: a pure function of {@code to} and of what is configured, made by {@link RouteTable#destination}. */
public sealed interface Destination {
    /** This server itself, under the name of one of its hosts; a resourcepart does not matter. */
    record Server(VirtualHost host) implements Destination {}

    /** The bare address of an account. */
    record Account(Jid bare, VirtualHost host) implements Destination {}

    /** A resource of an account, connected or not. */
    record Resource(Jid full, VirtualHost host) implements Destination {}

    /** A component inside this process, with all beneath its domain. */
    record Service(LocalService service) implements Destination {}

    /** A domain that this server does not answer for. */
    record Remote(String domain) implements Destination {}
}
