package parley.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `parley config`: every setting, its value here, and where that was said.
@Command(
        name = "config",
        description = "Shows every setting, its value and where it comes from.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Mixin private GivenSettings given = new GivenSettings();

    @Override
    public void run() {
        given.read()
                .shown()
                .forEach((key, shown) ->
                        System.out.printf(
                                "%-22s = %-24s # %s%n",
                                key, '"' + shown.get(0) + '"', shown.get(1)));
    }
}
