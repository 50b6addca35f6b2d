package parley.bench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// `./parley bench`.
@Command(
        name = "parley bench",
        description = {
            "Plays people against a running messenger, and says what that showed.",
            "",
            "Every message says who sent it, its number and when it was due, so that whoever receives it knows what was lost, doubled or out of order. People write when it is time to, whether or not the server keeps up, and latency counts from then: a server that stalls can't hide it.",
            "",
            "It prints a line a second, and at the end a table that begins with connected users, sent, received, lost. It ends with status 1 if a message was lost, doubled, out of order or not acknowledged, or if someone couldn't log in.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  10,000 people, a message a second each, beside a bare relay:",
            "    ./parley bench direct --serve --floor --people 10000 --duration 600 --json direct.json --html direct.html",
            "  A server that runs here already (with guests=on and limits.exempt=127.0.0.1):",
            "    ./parley bench connect --people 10000 --people-file people.tsv --pid 4711",
            "  What a WebSocket costs to keep:",
            "    ./parley bench idle --serve --door ws --people 10000",
            "  What single steps cost, with JMH (-h lists its arguments):",
            "    ./parley bench micro -h",
            "",
            "Each person is a connection, so --people needs as many file descriptors, here and at the server (ulimit -n). Certificates aren't checked: point it at servers of your own alone."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ConnectCommand.class,
            IdleCommand.class,
            DirectCommand.class,
            SaturateCommand.class,
            GroupCommand.class,
            ChannelCommand.class,
            RoomsCommand.class,
            ResumeCommand.class,
            HistoryCommand.class,
            MixedCommand.class,
            ReportCommand.class
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
