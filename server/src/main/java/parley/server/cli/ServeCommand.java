package parley.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import parley.server.assembly.Node;
import parley.server.config.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parley serve`: runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Runs the server (the default).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final List<String> ROLES =
            List.of("auth", "api", "realtime", "presence", "notify", "media");

    @Mixin private GivenSettings given = new GivenSettings();

    @Option(
            names = "--roles",
            split = ",",
            description = "What this node does (default: everything).")
    private List<String> roles = ROLES;

    @Override
    public Integer call() {
        if (!ROLES.containsAll(roles)) {
            throw new IllegalArgumentException("the roles are " + String.join(", ", ROLES) + ".");
        }
        if (!roles.containsAll(ROLES)) {
            throw new IllegalArgumentException(
                    "this version runs all roles in one process; leave --roles out.");
        }
        var settings = given.read();
        Logging.configure(settings);
        var node = Node.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "shutdown"));
        node.ports().forEach((door, port) -> System.out.println("listening " + door + " " + port));
        System.out.println("ready in " + ParleyCommand.sinceStart().toMillis() + " ms");
        System.out.flush();
        return ParleyCommand.SERVING;
    }

    // Being told to stop is no failure, so the exit status is 0 and not that of the signal.
    private static void stop(Node node) {
        node.close();
        Runtime.getRuntime().halt(0);
    }
}
