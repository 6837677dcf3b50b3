package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code remove}. */
@Command(name = "remove", description = "Removes an account and ends its sessions.")
final class AccountRemove implements Callable<Integer> {
    @Parameters(paramLabel = "JID", description = "localpart@domainpart, or a localpart of the site")
    private String jid = "";

    private final Calls calls;

    AccountRemove(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call(
                "account-remove",
                Map.of("jid", jid),
                result -> "removed " + result.path("jid").asText());
    }
}
