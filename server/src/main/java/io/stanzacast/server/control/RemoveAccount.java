package io.stanzacast.server.control;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.c2s.AccountStore;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stream.StreamError;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code account-remove}: {@code jid}. Its open sessions end (RFC 6120 §4.9.3.12). */
final class RemoveAccount implements Verb {
    private final AccountStore accounts;
    private final AccountNames names;
    private final SessionRegistry sessions;

    @Inject
    RemoveAccount(AccountStore accounts, AccountNames names, SessionRegistry sessions) {
        this.accounts = accounts;
        this.names = names;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "account-remove";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Jid jid = names.jid(arguments);
        if (!Await.result(accounts.remove(jid))) {
            throw new Refusal("account: " + jid + " (expected: one that there is)");
        }
        sessions.of(jid)
                .forEach(session -> session.close(
                        new StreamError(StreamError.Condition.NOT_AUTHORIZED, "this account was removed")));
        return Map.of("jid", jid.toString());
    }
}
