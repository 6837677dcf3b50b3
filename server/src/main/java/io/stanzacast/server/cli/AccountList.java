package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}. */
@Command(name = "list", description = "Prints all accounts.")
final class AccountList implements Callable<Integer> {
    private final Calls calls;

    AccountList(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        return calls.call("account-list", Map.of(), result -> Texts.list(result, "no accounts"));
    }
}
