package io.stanzacast.server.control;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.c2s.AccountStore;
import jakarta.inject.Inject;

/** {@code account-list}: all addresses, in order. */
final class ListAccounts implements Verb {
    private final AccountStore accounts;

    @Inject
    ListAccounts(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "account-list";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        return Await.result(accounts.list()).stream().map(Jid::toString).toList();
    }
}
