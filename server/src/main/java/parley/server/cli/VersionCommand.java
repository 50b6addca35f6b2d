package parley.server.cli;

import java.util.Optional;
import picocli.CommandLine.Command;

/// `parley version`.
@Command(name = "version", description = "Tells the version.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        var version =
                Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion());
        System.out.println(
                "parley "
                        + version.orElse("(not packaged)")
                        + ", Java "
                        + Runtime.version().feature());
    }
}
