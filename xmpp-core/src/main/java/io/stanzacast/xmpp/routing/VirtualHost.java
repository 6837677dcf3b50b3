package io.stanzacast.xmpp.routing;

/**
 * A domain whose accounts this server holds.
 *
 * @param domain prepared domainpart
 * @param guests whether its sessions are guests (SASL ANONYMOUS) and no accounts
 */
public record VirtualHost(String domain, boolean guests) {}
