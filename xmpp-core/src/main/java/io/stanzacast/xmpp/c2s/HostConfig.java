package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.address.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A domain that clients log in to.
 *
 * @param domain domainpart
 * @param authentication default {@code accounts}
 * @param requireTls whether nobody logs in where others can read along; default true
 * @param maxSessions of one account at a time, 1 to 1000; default 20
 * @param conflict what happens to two sessions of the same resource; default {@code replace}
 */
public record HostConfig(
        String domain,
        @Nullable Authentication authentication,
        @Nullable Boolean requireTls,
        @Nullable Integer maxSessions,
        @Nullable Conflict conflict) {
    /** How clients log in. */
    public enum Authentication {
        /** With a password of an account: SCRAM, and PLAIN under TLS. */
        ACCOUNTS,
        /** As a guest with a random address. */
        ANONYMOUS
    }

    /** RFC 6120 §7.7.2.2. */
    public enum Conflict {
        /** The new session closes the old one. */
        REPLACE,
        /** The new session is refused. */
        REFUSE
    }

    public HostConfig {
        try {
            domain = Jid.domain(domain).domainpart();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("domain: " + domain + " (expected: a host name)", e);
        }
        authentication = authentication == null ? Authentication.ACCOUNTS : authentication;
        requireTls = requireTls == null || requireTls;
        maxSessions = maxSessions == null ? 20 : maxSessions;
        conflict = conflict == null ? Conflict.REPLACE : conflict;
        if (maxSessions < 1 || maxSessions > 1000) {
            throw new IllegalArgumentException("max-sessions: " + maxSessions + " (expected: 1..1000)");
        }
    }

    /** A host of accounts with all defaults. */
    public static HostConfig accounts(String domain) {
        return new HostConfig(domain, Authentication.ACCOUNTS, null, null, null);
    }

    /** A host of guests with all defaults. */
    public static HostConfig guests(String domain) {
        return new HostConfig(domain, Authentication.ANONYMOUS, null, null, null);
    }

    public HostConfig withRequireTls(boolean required) {
        return new HostConfig(domain, authentication, required, maxSessions, conflict);
    }

    public boolean isAnonymous() {
        return authentication == Authentication.ANONYMOUS;
    }
}
