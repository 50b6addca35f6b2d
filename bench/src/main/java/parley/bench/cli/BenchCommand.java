package parley.bench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// `./parley bench`.
@Command(
        name = "parley bench",
        description = "Load against a running Parley server, and what it showed.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ConnectCommand.class,
            IdleCommand.class,
            DirectCommand.class,
            SaturateCommand.class
        })
public final class BenchCommand implements Runnable {
    @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// @return the exit status: 0 if all went well, 1 if a message was lost, doubled or out of
    ///   order, 2 if the command can't be understood
    public static int run(String[] arguments) {
        return new CommandLine(new BenchCommand()).execute(arguments);
    }
}
