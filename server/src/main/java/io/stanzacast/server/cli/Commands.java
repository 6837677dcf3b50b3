package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The table of contents of commands, and how they end. */
public final class Commands {
    private Commands() {}

    /** To be executed once. */
    public static CommandLine commandLine(Terminal terminal, StoppedSite stopped) {
        Stanzacast options = new Stanzacast();
        Calls calls = new Calls(options, terminal, stopped);
        CommandLine line = new CommandLine(options)
                .addSubcommand(group("account", "Accounts of this site.")
                        .addSubcommand(new AccountAdd(calls))
                        .addSubcommand(new AccountRemove(calls))
                        .addSubcommand(new AccountPassword(calls))
                        .addSubcommand(new AccountList(calls)))
                .addSubcommand(group("channel", "Channels: a room and a stream under one name.")
                        .addSubcommand(new ChannelAdd(calls))
                        .addSubcommand(new ChannelList(calls))
                        .addSubcommand(new ChannelShow(calls)))
                .addSubcommand(group("room", "Rooms of all services.")
                        .addSubcommand(new RoomList(calls))
                        .addSubcommand(new RoomShow(calls))
                        .addSubcommand(new RoomDestroy(calls)))
                .addSubcommand(group("broadcast", "What is on air.")
                        .addSubcommand(new BroadcastStart(calls))
                        .addSubcommand(new BroadcastStop(calls))
                        .addSubcommand(new BroadcastStatusOf(calls)))
                .addSubcommand(new CheckConfig(calls))
                .addSubcommand(new BackupTo(calls))
                .addSubcommand(new RestoreFrom(calls))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion());
        line.getSubcommands()
                .get("completion")
                .getCommandSpec()
                .usageMessage()
                .description("Prints what makes shells complete: source <(stanzacast completion)");
        line.setOut(new PrintWriter(terminal.out(), true));
        line.setErr(new PrintWriter(terminal.err(), true));
        line.setParameterExceptionHandler((e, arguments) -> misunderstood(e));
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof Refusal refusal) {
                command.getErr().println(refusal.line());
                return 1;
            }
            throw e;
        });
        return line;
    }

    private static CommandLine group(String name, String description) {
        CommandLine.Model.CommandSpec spec =
                CommandLine.Model.CommandSpec.create().name(name);
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        return new CommandLine(spec);
    }

    private static int misunderstood(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(e.getMessage().lines().findFirst().orElse("not understood") + " (see: "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return 2;
    }
}
