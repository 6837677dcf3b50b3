package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What the site's file needs of accounts. Addresses are bare. From any thread. */
public interface SiteAccounts {
    /** Whether accounts of that domain are this server's. */
    boolean isLocal(Jid jid);

    CompletionStage<Set<Jid>> existing(Collection<Jid> jids);

    /** Does nothing if the account is there. */
    CompletionStage<Void> create(Jid jid, String password);

    /** Makes those that are missing; nobody can log in to them until they get a password. */
    CompletionStage<Void> createWithoutPassword(Collection<Jid> jids);

    /** Ends its sessions too. Does nothing if there is none. */
    CompletionStage<Void> remove(Jid jid);
}
