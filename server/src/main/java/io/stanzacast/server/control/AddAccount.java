package io.stanzacast.server.control;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.c2s.AccountStore;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code account-add}: {@code jid}, {@code password} (none: a random one, which the answer has). */
final class AddAccount implements Verb {
    private final AccountStore accounts;
    private final AccountNames names;

    @Inject
    AddAccount(AccountStore accounts, AccountNames names) {
        this.accounts = accounts;
        this.names = names;
    }

    @Override
    public String name() {
        return "account-add";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Jid jid = names.jid(arguments);
        AccountNames.Password password = names.password(arguments);
        if (!Await.result(accounts.create(jid, password.text()))) {
            throw new Refusal("account: " + jid + " is there already (expected: a new one, or account password)");
        }
        Map<String, String> result = new LinkedHashMap<>();
        result.put("jid", jid.toString());
        password.told().ifPresent(text -> result.put("password", text));
        return result;
    }
}
