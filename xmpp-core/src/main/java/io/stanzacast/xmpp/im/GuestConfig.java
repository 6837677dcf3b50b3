package io.stanzacast.xmpp.im;

import org.jspecify.annotations.Nullable;

/**
 * Whom guests may reach besides services of this server, their host and themselves, and who may reach them.
 *
 * @param reachGuests other guests of the same host; default false
 * @param reachAccounts accounts of this server; default false
 */
public record GuestConfig(
        @Nullable Boolean reachGuests, @Nullable Boolean reachAccounts) {
    public GuestConfig {
        reachGuests = reachGuests != null && reachGuests;
        reachAccounts = reachAccounts != null && reachAccounts;
    }

    public static GuestConfig defaults() {
        return new GuestConfig(null, null);
    }
}
