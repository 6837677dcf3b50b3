package io.stanzacast.policy;

import io.stanzacast.policy.channel.SiteAccounts;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.c2s.AccountStore;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stream.StreamError;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The accounts of this server's hosts. Safe for any thread. */
final class StoredAccounts implements SiteAccounts {
    private final AccountStore accounts;
    private final SessionRegistry sessions;
    private final RouteTable routes;

    @Inject
    StoredAccounts(AccountStore accounts, SessionRegistry sessions, RouteTable routes) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.routes = routes;
    }

    @Override
    public boolean isLocal(Jid jid) {
        return routes.hosts().stream()
                .anyMatch(host -> !host.guests() && host.domain().equals(jid.domainpart()));
    }

    @Override
    public CompletionStage<Set<Jid>> existing(Collection<Jid> jids) {
        return accounts.existing(jids);
    }

    @Override
    public CompletionStage<Void> create(Jid jid, String password) {
        return accounts.create(jid, password).thenAccept(created -> {});
    }

    @Override
    public CompletionStage<Void> createWithoutPassword(Collection<Jid> jids) {
        return accounts.createWithoutPassword(jids).thenAccept(created -> {});
    }

    /** First the account, so that nobody comes back, then who is there. */
    @Override
    public CompletionStage<Void> remove(Jid jid) {
        return accounts.remove(jid)
                .thenAccept(removed -> sessions.of(jid)
                        .forEach(session -> session.close(
                                new StreamError(StreamError.Condition.NOT_AUTHORIZED, "the account was removed"))));
    }
}
