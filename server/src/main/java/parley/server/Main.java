package parley.server;

import parley.server.cli.ParleyCommand;

/// Where the program begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Netty's own flight-recorder events load the whole recorder at each start
        System.setProperty(
                "io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
        // every 128th buffer would be followed to its end, with a stack trace at each
        System.setProperty(
                "io.netty.leakDetection.level",
                System.getProperty("io.netty.leakDetection.level", "disabled"));
        int status = ParleyCommand.run(arguments);
        if (status != ParleyCommand.SERVING) {
            System.exit(status);
        }
    }
}
