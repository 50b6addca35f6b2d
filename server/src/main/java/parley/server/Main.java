package parley.server;

import parley.server.cli.ParleyCommand;

/// Where the program begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Netty's own flight-recorder events load the whole recorder at each start
        System.setProperty(
                "io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
        int status = ParleyCommand.run(arguments);
        if (status != ParleyCommand.SERVING) {
            System.exit(status);
        }
    }
}
