package parley.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import parley.core.Refusal;
import parley.core.log.LogStore.StoreUnavailable;
import parley.server.config.SettingsReader.BadSetting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// `parley`: what is asked for on the command line. Without a word it serves. Settings may be given
/// to any subcommand as `--key=value`.
@Command(
        name = "parley",
        description = "A messenger that you host yourself.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            UserCommand.class,
            ReindexCommand.class,
            ChatCommand.class,
            ConfigCommand.class,
            RehearseCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class ParleyCommand implements Runnable {
    /// The server runs on its own threads; the process must not end.
    public static final int SERVING = -1;

    private static final long STARTED = System.nanoTime();

    @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// @return the exit status, or [#SERVING]
    public static int run(String[] arguments) {
        var words = new ArrayList<>(Stream.of(arguments).map(GivenSettings::asOption).toList());
        boolean named =
                words.stream()
                        .findFirst()
                        .filter(word -> !word.startsWith("-") || isHelp(word))
                        .isPresent();
        if (!named) {
            words.addFirst("serve");
        }
        var line = new CommandLine(new ParleyCommand());
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> failed(failure, command.getErr()));
        return line.execute(words.toArray(String[]::new));
    }

    /// How long the program runs. The process may be older: the launcher that it was builds first.
    static Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - STARTED);
    }

    private static boolean isHelp(String word) {
        return Map.of("-h", true, "--help", true, "-V", true, "--version", true).containsKey(word);
    }

    private static int failed(Exception failure, PrintWriter err) {
        err.println("parley: " + failure.getMessage());
        if (!isForOperators(failure)) {
            failure.printStackTrace(err);
        }
        return 1;
    }

    // these are made for people to read
    private static boolean isForOperators(Exception failure) {
        return failure instanceof BadSetting
                || failure instanceof IllegalArgumentException
                || failure instanceof Refusal
                || failure instanceof StoreUnavailable;
    }
}
