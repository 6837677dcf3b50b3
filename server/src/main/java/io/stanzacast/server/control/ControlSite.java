package io.stanzacast.server.control;

import java.util.Set;

/**
 * What verbs must know of the configuration.
 *
 * @param domain of addresses that name none
 * @param accountDomains the hosts on which there are accounts
 * @param channelRooms the domain of channels' rooms
 * @param streamServer what publishers type as their server
 */
public record ControlSite(String domain, Set<String> accountDomains, String channelRooms, String streamServer) {
    public ControlSite {
        accountDomains = Set.copyOf(accountDomains);
    }
}
