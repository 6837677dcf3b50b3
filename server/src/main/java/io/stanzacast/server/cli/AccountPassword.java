package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code password}. */
@Command(name = "password", description = "Sets a password, asked for or read from standard input.")
final class AccountPassword implements Callable<Integer> {
    @Parameters(paramLabel = "JID", description = "localpart@domainpart, or a localpart of the site")
    private String jid = "";

    @Option(names = "--generate", description = "make a random password and print it, once")
    private boolean generate;

    private final Calls calls;

    AccountPassword(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Integer call() throws Refusal {
        Map<String, String> arguments = generate
                ? Map.of("jid", jid)
                : Map.of("jid", jid, "password", calls.terminal().password());
        return calls.call(
                "account-password",
                arguments,
                result -> "changed " + result.path("jid").asText()
                        + (result.has("password")
                                ? ", password " + result.path("password").asText()
                                : ""));
    }
}
