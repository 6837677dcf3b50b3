package io.stanzacast.server.control;

import io.stanzacast.xmpp.address.Jid;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** What the verbs of accounts have in common: addresses of this site, and passwords that are given or made. Safe for any thread. */
final class AccountNames {
    private static final int PASSWORD_BYTES = 12;

    private final ControlSite site;
    private final SecureRandom random = new SecureRandom();

    @Inject
    AccountNames(ControlSite site) {
        this.site = site;
    }

    /** An address at which this site has accounts. */
    Jid jid(Arguments arguments) {
        Jid jid = Arguments.address(arguments.text("jid"), site.domain());
        if (!site.accountDomains().contains(jid.domainpart())) {
            throw new IllegalArgumentException(
                    "account: " + jid + " (expected: at " + String.join(", ", site.accountDomains()) + ")");
        }
        return jid;
    }

    /** A new random password if none is given. */
    Password password(Arguments arguments) {
        Optional<String> given = arguments.find("password");
        if (given.isPresent()) {
            return new Password(given.get(), false);
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Password(HexFormat.of().formatHex(bytes), true);
    }

    /** @param made here, so that somebody has to be told */
    record Password(String text, boolean made) {
        Optional<String> told() {
            return made ? Optional.of(text) : Optional.empty();
        }

        @Override
        public String toString() {
            return "Password[]";
        }
    }
}
